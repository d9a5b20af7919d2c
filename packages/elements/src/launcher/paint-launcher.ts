import { launcherButtonCss, paintLauncherButton } from './paint-button.ts';

/** Paints the button with its looks, before everything else in a launcher's root, as the script tag's loader does. */
export function paintLauncher(root: ShadowRoot, label: string): HTMLButtonElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherButtonCss);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const button = paintLauncherButton(root, label);
  root.prepend(button);
  return button;
}
