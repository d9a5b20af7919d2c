import { invitationCss } from './invitation-css.ts';

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** What an invitation says, and what happens when it is answered. */
export interface InvitationTexts {
  readonly locale: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly accept: string;
  /** Name of the button that turns it down. */
  readonly dismiss: string;
}

/**
 * Shows an invitation above the launcher, in its shadow root: text said politely to screen readers, two buttons before the
 * launcher in the order of the focus, which it never takes. Escape inside turns it down. Returns the way to take it away,
 * which is safe twice and gives the focus back to the launcher if it was inside.
 */
export function paintInvitation(
  host: HTMLElement,
  texts: InvitationTexts,
  { onAccept, onDismiss }: { readonly onAccept: () => void; readonly onDismiss: () => void },
): () => void {
  const root = host.shadowRoot;
  if (!root) return () => undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(invitationCss);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  const title = make('p', 'title');
  title.id = 'invitation-title';
  const words = make('div', 'words');
  words.setAttribute('role', 'status');
  const accept = make('button', 'accept');
  const dismiss = make('button', 'dismiss');
  const card = make('div', 'invitation');
  card.lang = texts.locale;
  card.dir = 'auto';
  // Nothing of the page's landmarks holds it.
  card.setAttribute('role', 'region');
  card.setAttribute('aria-labelledby', title.id);
  const { left, width } = host.getBoundingClientRect();
  card.style[left + width / 2 < innerWidth / 2 ? 'left' : 'right'] = '0';
  accept.type = dismiss.type = 'button';
  accept.textContent = texts.accept;
  dismiss.setAttribute('aria-label', texts.dismiss);
  dismiss.append(cross());
  accept.addEventListener('click', onAccept);
  dismiss.addEventListener('click', onDismiss);
  card.addEventListener('keydown', ({ key, isComposing }) => {
    if (key === 'Escape' && !isComposing) onDismiss();
  });
  card.append(words, accept, dismiss);
  root.prepend(card);
  // A status is read when it changes, not when it appears.
  const frame = requestAnimationFrame(() => {
    title.textContent = texts.title;
    words.append(title);
    if (texts.text) {
      const text = make('p', 'text');
      text.textContent = texts.text;
      words.append(text);
    }
  });

  return () => {
    cancelAnimationFrame(frame);
    const hadFocus = card.contains(root.activeElement);
    card.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
    if (hadFocus) root.querySelector<HTMLElement>('.launcher')?.focus();
  };
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

function cross(): SVGSVGElement {
  const icon = document.createElementNS(SVG_NAMESPACE, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG_NAMESPACE, 'path');
  path.setAttribute('d', 'm7 7 10 10M17 7 7 17');
  icon.append(path);
  return icon;
}
