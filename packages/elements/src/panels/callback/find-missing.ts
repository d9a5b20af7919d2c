import type { CallbackOffer, WantedWhen } from '@beside/protocol';

import { enCallbackRefusals } from '../../shared/terms/callback-refusals.ts';
import type { CallbackRefusalTerms, CallbackTerms } from '../../shared/terms/texts.ts';

/** What still has to be filled in, by the part of the form. */
export type FormProblem = 'when' | 'slot' | 'number' | 'consents';

/** What the form holds. */
export interface FormValues {
  readonly offer: CallbackOffer;
  readonly kind: WantedWhen['kind'] | undefined;
  readonly chosen: number | undefined;
  readonly number: string;
  /** Ids of the consents that are ticked. */
  readonly given: readonly string[];
  /** Another time is asked for: the number and what was agreed to are there already. */
  readonly isMove: boolean;
}

/** What is said about it. */
export function missingTexts(given: CallbackTerms): CallbackRefusalTerms {
  return { ...enCallbackRefusals, ...given };
}

/** What is missing, in the order of the form. What is wrong with what is there, the server says. Pure. */
export function findMissing({
  offer,
  kind,
  chosen,
  number,
  given,
  isMove,
}: FormValues): readonly FormProblem[] {
  const needsNumber = !isMove && offer.targets.includes('phone');
  const isRefused = offer.consents.some(
    ({ kind: consentKind, consentId }) => consentKind === 'required' && !given.includes(consentId),
  );
  return [
    ...(kind === undefined ? (['when'] as const) : []),
    ...(kind === 'scheduled' && chosen === undefined ? (['slot'] as const) : []),
    ...(needsNumber && !/\p{Nd}/u.test(number) ? (['number'] as const) : []),
    ...(!isMove && isRefused ? (['consents'] as const) : []),
  ];
}
