import type { Terms } from '../shared/terms.ts';
import { setLauncherLabel } from './paint-button.ts';

/** What the button says. */
export interface ButtonState {
  readonly terms: Terms;
  readonly isOpen: boolean;
  /** New messages behind a closed panel. */
  readonly unreadCount: number;
}

const closedShape =
  'M21 11.5a8 8 0 0 1-8.5 8 9 9 0 0 1-3.6-.7L3.5 20.5l1.6-4.7A7.6 7.6 0 0 1 4 11.5a8 8 0 0 1 8.5-8 8 8 0 0 1 8.5 8Z';
const openShape = 'm5 9 7 7 7-7';

/** More than this is not worth counting. */
const maxCount = 99;

/** Brings the painted button up to date, node by node: it was made without Lit and keeps its focus. */
export function renderButton(button: HTMLButtonElement, { terms, isOpen, unreadCount }: ButtonState): void {
  button.setAttribute('aria-expanded', String(isOpen));
  button.querySelector('path')?.setAttribute('d', isOpen ? openShape : closedShape);
  setLauncherLabel(button, terms.open);
  if (unreadCount) button.setAttribute('aria-label', terms.openUnread(unreadCount));
  else button.removeAttribute('aria-label');
  const text = unreadCount > maxCount ? `${maxCount}+` : String(unreadCount);
  const count = button.querySelector('.count');
  if (!unreadCount) return count?.remove();
  if (count) {
    count.textContent = text;
    return;
  }
  const made = button.ownerDocument.createElement('b');
  made.className = 'count';
  made.setAttribute('aria-hidden', 'true');
  made.textContent = text;
  button.append(made);
}
