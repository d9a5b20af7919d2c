import type { CommonTerms } from '../shared/terms/texts.ts';

/** What the button says. */
export interface ButtonState {
  readonly terms: CommonTerms;
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
  const label = button.querySelector('span');
  if (label) label.textContent = terms.open;
  const text = unreadCount > maxCount ? `${maxCount}+` : String(unreadCount);
  fill(button, 'count', unreadCount ? text : '')?.setAttribute('aria-hidden', 'true');
  fill(button, 'unseen', unreadCount ? terms.unread(unreadCount) : '');
}

/** Shows a text in a part of the button, which is made when it is first needed and goes when there is none. */
function fill(button: HTMLButtonElement, className: string, text: string): Element | undefined {
  const found = button.querySelector(`.${className}`);
  if (!text) {
    found?.remove();
    return undefined;
  }
  const part = found ?? button.ownerDocument.createElement('b');
  part.className = className;
  part.textContent = text;
  if (!found) button.append(part);
  return part;
}
