import type { formatTyped } from './phone-format.ts';

/** Listeners of the field of a telephone number. */
export interface NumberTyping {
  readonly focus: () => Promise<void>;
  readonly compositionstart: () => void;
  readonly compositionend: () => void;
  readonly input: (event: Event) => void;
  readonly change: (event: Event) => void;
}

/**
 * Writes the marks between the groups of a number while it is typed: never into a field that is being composed in, nor
 * in front of the caret of who corrects something. What knows the groups is loaded when the field is entered.
 */
export function createNumberTyping(findCountry: () => string | undefined): NumberTyping {
  let format: typeof formatTyped | undefined;
  let isComposing = false;
  const write = ({ target }: Event, isWhole: boolean): void => {
    const field = target as HTMLInputElement; // the listeners sit on it
    if (isComposing || (!isWhole && field.selectionEnd !== field.value.length)) return;
    const formatted = format?.(field.value, findCountry()) ?? field.value;
    if (formatted !== field.value) field.value = formatted;
  };
  return {
    async focus() {
      // Without it the number stays as it was typed, which the server reads as well.
      format = (await import('./phone-format.ts').catch(() => undefined))?.formatTyped;
    },
    compositionstart: () => void (isComposing = true),
    compositionend: () => void (isComposing = false),
    input: (event) => write(event, false),
    change: (event) => write(event, true),
  };
}
