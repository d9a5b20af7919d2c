import type { AttemptOutcome, Callback } from '@beside/protocol';
import type { CallEnd } from '../../ports/telephony.ts';
import type { TelephonyService } from '../../telephony/create-telephony.ts';

/** What somebody may say of an attempt. */
export type Recordable = AttemptOutcome | 'connected';

const OUTCOMES: Readonly<Record<CallEnd, AttemptOutcome | undefined>> = {
  busy: 'busy',
  no_answer: 'no-answer',
  voicemail: 'voicemail',
  invalid_number: 'invalid-number',
  carrier_error: 'carrier-error',
  cancelled: undefined,
  ended: 'talked',
};

/**
 * What an agent may record of the attempt as it stands: everything where they dialed by hand, otherwise only that it was
 * a machine that answered (C2). Pure.
 */
export function recordableOf(
  { status }: Pick<Callback, 'status'>,
  service: Pick<TelephonyService, 'calls' | 'links'> | undefined,
): Recordable[] {
  if (status === 'wrapping') return ['voicemail'];
  if (service?.calls) return status === 'connected' ? ['voicemail'] : [];
  const said = service?.links?.outcomes ?? [
    'busy',
    'no_answer',
    'voicemail',
    'invalid_number',
    'carrier_error',
    'ended',
  ];
  const outcomes = said.flatMap((end) => OUTCOMES[end] ?? []);
  if (status === 'dialing') return ['connected', ...outcomes.filter((outcome) => outcome !== 'talked')];
  return status === 'connected' ? outcomes : [];
}
