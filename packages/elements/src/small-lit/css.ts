/** A style sheet that every element it is given to shares. */
export class Css {
  readonly #text: string;
  #sheet: CSSStyleSheet | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Made when the first element needs it. */
  get sheet(): CSSStyleSheet {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(this.#text);
    }
    return this.#sheet;
  }
}

/** A style sheet. Has no holes: what varies is a custom property. */
export const css = ([text]: TemplateStringsArray): Css => new Css(text!);
