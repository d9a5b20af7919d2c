import type { Consent } from './schema.ts';

/** A consent text that a site asks for, in one locale. */
export interface ConsentText {
  readonly consentId: string;
  readonly kind: 'required' | 'optional';
  readonly textVersion: string;
  /** SHA-256 of the text, as 64 lower-case hex digits. */
  readonly textHash: string;
  readonly locale: string;
}

/**
 * Which of the texts a site asks for was not answered as it has to be (C11): missing, to another text than the one that
 * counts, or required and not given. `undefined`: all are in order.
 */
export function findConsentProblem(
  asked: readonly ConsentText[],
  answers: readonly Consent[],
): { readonly consentId: string; readonly problem: 'missing' | 'other-text' | 'refused' } | undefined {
  for (const { consentId, kind, textVersion, textHash } of asked) {
    const answer = answers.find((one) => one.consentId === consentId);
    // Not answering an optional one is refusing it.
    if (!answer && kind === 'optional') continue;
    if (!answer) return { consentId, problem: 'missing' };
    const isSameText = answer.textVersion === textVersion && answer.textHash === textHash;
    if (!isSameText || answer.kind !== kind) return { consentId, problem: 'other-text' };
    if (kind === 'required' && !answer.isGiven) return { consentId, problem: 'refused' };
  }
  return undefined;
}
