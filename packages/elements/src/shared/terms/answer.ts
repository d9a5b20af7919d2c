import type { Texts } from './texts.ts';

/** What an article says that came as a message; loaded with the first of them. */
export const enAnswer = {
  automaticAnswer: 'Automatic answer',
  article: 'Article',
  readOn: 'Read it all',
  readLess: 'Show less',
  readFailed: 'This could not be loaded.',
  helped: 'That helped',
  person: 'Talk to a person',
};

/** The same in another language. */
export type AnswerTerms = Texts<typeof enAnswer>;
