/** What is wrong with an article's file, and where. Whoever knows the file makes a refusal of it. */
export class ArticleFault extends Error {
  override name = 'ArticleFault';
  /** Of the file, from 1. */
  readonly line: number;

  /** @param message what is wrong and how to mend it, without the place */
  constructor(message: string, line: number, options?: ErrorOptions) {
    super(message, options);
    this.line = line;
  }
}
