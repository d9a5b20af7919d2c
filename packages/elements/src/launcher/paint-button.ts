/**
 * The launcher as it looks before anything is loaded. Used by the script tag's loader, which must stay tiny, and by
 * `<beside-launcher>`, which takes the painted button over as it is; so this file imports nothing and knows no Lit.
 */

/** Looks of the host and its button, which stand at the end of a line as the page writes it; also part of `<beside-launcher>`'s own styles, so that upgrading changes nothing. */
export const launcherButtonCss = `
:host{all:initial!important;display:block!important;position:fixed!important;inset-block-end:var(--beside-inset-block,20px)!important;inset-inline-end:var(--beside-inset-inline,20px)!important;z-index:2147483647!important;color-scheme:inherit!important}
:host([hidden]){display:none!important}
.launcher{display:flex;align-items:center;gap:10px;min-block-size:52px;min-inline-size:52px;margin:0;margin-inline-start:auto;padding:0 20px 0 16px;border:0;border-radius:26px;background:var(--beside-accent,#3654d8);color:var(--beside-on-accent,#fff);font:600 16px/1.2 var(--beside-font,system-ui,sans-serif);cursor:pointer;box-shadow:0 2px 6px #0003,0 8px 24px #0003;transition:.12s;touch-action:manipulation}
@supports (color:color(from red xyz-d65 calc(x * 1) y z)){.launcher{color:var(--beside-on-accent,color(from var(--beside-accent,#3654d8) xyz-d65 calc(.9505*clamp(0,(.179 - y)*99999,1)) clamp(0,(.179 - y)*99999,1) calc(1.089*clamp(0,(.179 - y)*99999,1))))}}
.launcher:hover{box-shadow:0 2px 6px #0004,0 8px 24px #0004}
.launcher:active{scale:.97}
.launcher:focus-visible{outline:3px solid light-dark(#1b1e27,#fff);outline-offset:3px}
.launcher svg{display:block;flex:none;width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.launcher[aria-busy=true]{cursor:progress}
.launcher[aria-busy=true] svg{animation:beside-wait 1s .2s ease-in-out infinite alternate}
@keyframes beside-wait{to{opacity:.35}}
@media(max-width:480px){.launcher{padding:0 14px}.launcher:not(.failed) span{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}}
@media(forced-colors:active){.launcher{border:2px solid ButtonText;background:ButtonFace;color:ButtonText}}
@media(prefers-reduced-motion:reduce){.launcher,.launcher svg{transition:none!important;animation:none!important}}
@media print{:host{display:none!important}}`;

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Puts the button into an empty shadow root and returns it. The label is its visible text and its name. */
export function paintLauncherButton(root: ShadowRoot, label: string): HTMLButtonElement {
  const document = root.ownerDocument;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.part.add('launcher');
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');

  const icon = document.createElementNS(svgNamespace, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute(
    'd',
    'M21 11.5a8 8 0 0 1-8.5 8 9 9 0 0 1-3.6-.7L3.5 20.5l1.6-4.7A7.6 7.6 0 0 1 4 11.5a8 8 0 0 1 8.5-8 8 8 0 0 1 8.5 8Z',
  );
  icon.append(path);

  const text = document.createElement('span');
  text.textContent = label;
  button.append(icon, text);
  root.append(button);
  return button;
}

/** Shows or replaces the button's text. */
export function setLauncherLabel(button: HTMLButtonElement, label: string): void {
  const text = button.querySelector('span');
  if (text) text.textContent = label;
}
