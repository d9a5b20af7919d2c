import type { ErrorCode, ErrorDetails } from '@beside/protocol';

import { enCallbackRefusals } from '../../shared/terms/callback-refusals.ts';
import type { CallbackRefusalTerms, CallbackTerms } from '../../shared/terms/texts.ts';

/** What was refused, as an error or a kept problem says it. */
export interface CallbackRefusal {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Which part of the form a refusal is about; `undefined`: the whole. */
export type FormPart = 'when' | 'number' | 'consents';

/** A refusal as a person reads it. */
export interface ReadRefusal {
  readonly text: string;
  readonly part: FormPart | undefined;
  /** Free times close to one that was taken, in order. */
  readonly alternatives: readonly number[];
}

/** Reads a refusal; loaded with the first one. `hasView`: the open callback is shown. */
export function readRefusal(given: CallbackTerms, refusal: CallbackRefusal, hasView: boolean): ReadRefusal {
  return {
    text: refusalText({ ...enCallbackRefusals, ...given }, refusal, hasView),
    part: partOf(refusal),
    alternatives: alternativesOf(refusal),
  };
}

const NUMBER_REASONS = [
  'format',
  'missing_country',
  'country',
  'emergency',
  'length',
  'unknown',
  'kind',
  'own',
  'blocked',
] as const;

/** Says in a sentence what was refused and how to mend it. Every code has one; `hasView`: the open callback is shown. */
export function refusalText(
  terms: CallbackRefusalTerms,
  { code, details }: CallbackRefusal,
  hasView: boolean,
): string {
  switch (code) {
    case 'number_not_allowed': {
      const reason = NUMBER_REASONS.find((one) => one === details['reason']) ?? 'other';
      return terms[`number_${reason}`];
    }
    case 'rate_limited':
      if (typeof details['cap'] !== 'string') return terms.refused_later;
      if (details['cap'].startsWith('number')) return terms.refused_rate_number;
      return details['cap'].startsWith('site') ? terms.refused_rate_site : terms.refused_rate_person;
    case 'callback_open':
      return hasView ? terms.refused_callback_open : terms.refused_callback_open_other;
    case 'slot_taken':
    case 'slot_not_offered':
    case 'availability_stale':
    case 'consent_required':
    case 'callback_closed':
    case 'callback_stale':
    case 'callback_in_progress':
    case 'callback_not_ready':
    case 'capacity':
    case 'expired':
    case 'unsupported':
    case 'zone_unknown':
    case 'outbox_full':
      return terms[`refused_${code}`];
    case 'conversation_closed':
      return terms.refused_callback_closed;
    case 'wall_time_missing':
    case 'wall_time_ambiguous':
      return terms.refused_wall_time;
    case 'bad_frame':
    case 'too_large':
      return terms.refused_too_long;
    case 'read_only':
    case 'unavailable':
    case 'timeout':
    case 'disconnected':
      return terms.refused_later;
    default:
      return terms.refused_other;
  }
}

/** The part of the form where a refusal is mended. */
export function partOf({ code }: CallbackRefusal): FormPart | undefined {
  switch (code) {
    case 'number_not_allowed':
      return 'number';
    case 'consent_required':
      return 'consents';
    case 'slot_taken':
    case 'slot_not_offered':
    case 'availability_stale':
    case 'wall_time_missing':
    case 'wall_time_ambiguous':
      return 'when';
    default:
      return undefined;
  }
}

/** The free times that a `slot_taken` names, in order (C3). */
export function alternativesOf({ code, details }: CallbackRefusal): readonly number[] {
  if (code !== 'slot_taken') return [];
  return [1, 2, 3].flatMap((number) => {
    const at = details[`alternative${number}At`];
    return typeof at === 'number' ? at : [];
  });
}
