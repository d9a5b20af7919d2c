import { timingSafeEqual } from 'node:crypto';
import type { CallbackId } from '@beside/protocol';
import { callbackIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { Refusal } from './refusal.ts';

/** Numbers of the one-time code: six digits are guessed by five tries once in 200,000 codes. */
export const CODE_RULES = { lifeMs: 600_000, tries: 5, sendsPerHour: 3 } as const;

const HOUR_MS = 3_600_000;

/** What is kept of the codes of one number at a site. */
export const codeStateSchema = z.object({
  /** When codes were sent within the last hour, ascending. */
  sentAts: z.array(z.int()),
  /** Command that asked for the last one, so that its repetition sends none. */
  lastSendId: z.optional(z.string()),
  /** The one that counts: the last that was sent. */
  code: z.optional(
    z.object({
      /** The callback it is for, and no other. */
      callbackId: callbackIdSchema,
      /** Keyed hash; the code itself is kept nowhere. */
      codeHash: z.string(),
      expiresAt: z.int(),
      triesLeft: z.int(),
      /** Hash of the last wrong one: a repetition of the same command is no further try. */
      lastWrongHash: z.optional(z.string()),
    }),
  ),
});
/** What is kept of the codes of one number at a site. */
export type CodeState = z.infer<typeof codeStateSchema>;

/** A number to which no code was sent. */
export const NO_CODES: CodeState = { sentAts: [] };

/** What may be asked about codes. */
export type CodeCommand =
  | {
      readonly type: 'send';
      readonly callbackId: CallbackId;
      readonly codeHash: string;
      readonly commandId: string;
    }
  | { readonly type: 'try'; readonly callbackId: CallbackId; readonly codeHash: string };

/** What becomes of it. `state` is to be kept whether it is refused or not. */
export interface CodeDecision {
  readonly state: CodeState;
  readonly refusal?: Refusal;
  /** `send` only: this very command was done before. */
  readonly isRepeated?: true;
}

/** Decides about a one-time code (C8): ten minutes, five tries, three an hour for a number. Pure. */
export function decideCode(state: CodeState, command: CodeCommand, now: number): CodeDecision {
  return command.type === 'send' ? send(state, command, now) : tryCode(state, command, now);
}

function send(
  state: CodeState,
  { callbackId, codeHash, commandId }: Extract<CodeCommand, { type: 'send' }>,
  now: number,
): CodeDecision {
  if (state.lastSendId === commandId) return { state, isRepeated: true };
  // One from the future was sent before the clock was set back; it counts until the clock is there again.
  const sentAts = state.sentAts.filter((at) => now - at < HOUR_MS);
  const [first] = sentAts;
  if (first !== undefined && sentAts.length >= CODE_RULES.sendsPerHour) {
    const retryAfterMs = Math.max(1, first + HOUR_MS - now);
    return {
      state: { ...state, sentAts },
      refusal: { refusal: 'rate_limited', details: { cap: 'number_code', retryAfterMs } },
    };
  }
  const expiresAt = now + CODE_RULES.lifeMs;
  return {
    state: {
      sentAts: [...sentAts, now],
      lastSendId: commandId,
      code: { callbackId, codeHash, expiresAt, triesLeft: CODE_RULES.tries },
    },
  };
}

function tryCode(
  state: CodeState,
  { callbackId, codeHash }: Extract<CodeCommand, { type: 'try' }>,
  now: number,
): CodeDecision {
  const { code, ...rest } = state;
  if (code?.callbackId !== callbackId || now >= code.expiresAt)
    return { state, refusal: { refusal: 'code_wrong', details: { reason: 'expired' } } };
  if (code.triesLeft > 0 && isSame(code.codeHash, codeHash)) return { state: rest };
  const isRepeated = code.lastWrongHash !== undefined && isSame(code.lastWrongHash, codeHash);
  const triesLeft = isRepeated ? code.triesLeft : Math.max(0, code.triesLeft - 1);
  return {
    state: { ...rest, code: { ...code, triesLeft, lastWrongHash: codeHash } },
    refusal: { refusal: 'code_wrong', details: { triesLeft } },
  };
}

/** In a time that says nothing about how much of it is the same. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
