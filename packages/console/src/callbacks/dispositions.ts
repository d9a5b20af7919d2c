/** What an agent may say of a call, in the order of the form; the words are the terms'. */
export const DISPOSITIONS = ['solved', 'follow-up', 'wrong-person', 'not-interested', 'other'] as const;

/** What came of a call. */
export type Disposition = (typeof DISPOSITIONS)[number];
