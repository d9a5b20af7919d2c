/** What `html` and `svg` give back: the markup of one place in the source and what goes into its holes now. */
export class Result {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
  readonly isSvg: boolean;

  constructor(strings: TemplateStringsArray, values: readonly unknown[], isSvg: boolean) {
    this.strings = strings;
    this.values = values;
    this.isSvg = isSvg;
  }
}

/** Removes the attribute, or shows nothing. */
export const nothing = Symbol();

/** Markup with holes. */
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): Result =>
  new Result(strings, values, false);

/** The same for what stands inside an `<svg>`. */
export const svg = (strings: TemplateStringsArray, ...values: readonly unknown[]): Result =>
  new Result(strings, values, true);

const isPrimitive = (value: unknown): boolean =>
  value === null || (typeof value !== 'object' && typeof value !== 'function');

/** Whether a hole has to be filled again; objects may have changed inside. */
export const isNews = (value: unknown, before: unknown): boolean => value !== before || !isPrimitive(value);

/** What a value is as text; what is not there is no text. */
export const textOf = (value: unknown): string =>
  // Lit writes an object's default form as well; our templates hold none.
  // eslint-disable-next-line @typescript-eslint/no-base-to-string
  value === nothing ? '' : String(value ?? '');
