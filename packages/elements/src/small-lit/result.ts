/** What `html` gives back: the markup of one place in the source and what goes into its holes now. */
export class Result {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];

  constructor(strings: TemplateStringsArray, values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }
}

/** Removes the attribute, or shows nothing. */
export const nothing = Symbol();

/** Markup with holes. */
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): Result =>
  new Result(strings, values);

const isPrimitive = (value: unknown): boolean =>
  value === null || (typeof value !== 'object' && typeof value !== 'function');

/** Whether a hole has to be filled again; objects may have changed inside. */
export const isNews = (value: unknown, before: unknown): boolean => value !== before || !isPrimitive(value);

/** What a value is as text; what is not there is no text. */
export const textOf = (value: unknown): string =>
  // Lit writes an object's default form as well; our templates hold none.
  // eslint-disable-next-line @typescript-eslint/no-base-to-string
  value === nothing ? '' : String(value ?? '');
