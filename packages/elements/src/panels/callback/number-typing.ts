import { formatTyped } from './phone-format.ts';

/**
 * Writes the marks between the groups of a number while it is typed: never into a field that is being composed in, nor
 * in front of the caret of who corrects something. Loaded when the field is entered, which may be in the middle of a word
 * that is being composed; the listeners go with the field.
 */
export function watchNumber(field: HTMLInputElement, findCountry: () => string | undefined): void {
  let isComposing = false;
  const write = (isWhole: boolean): void => {
    if (isComposing || (!isWhole && field.selectionEnd !== field.value.length)) return;
    const formatted = formatTyped(field.value, findCountry());
    if (formatted !== field.value) field.value = formatted;
  };
  field.addEventListener('compositionstart', () => void (isComposing = true));
  field.addEventListener('compositionend', () => void (isComposing = false));
  field.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) write(false);
  });
  field.addEventListener('change', () => write(true));
}
