import {
  isCallbackCommand,
  type CallbackId,
  type CallbackView,
  type CustomerCommand,
} from '@beside/protocol';
import { callbackIdSchema, wantedTargetSchema, wantedWhenSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { OutboxItem } from '../../session/outbox-rules.ts';
import { readDetails } from './callback-questions.ts';
import type { CallbackProblem, CallbackState, PendingCallback } from './view.ts';

/** As much of a kept command as is shown; the outbox let it through by its frame only. */
const keptSchema = z.object({
  type: z.enum([
    'callback.request',
    'callback.reschedule',
    'callback.cancel',
    'callback.verify',
    'callback.send-code',
  ]),
  callbackId: callbackIdSchema,
  when: z.optional(wantedWhenSchema),
  target: z.optional(wantedTargetSchema),
});

const KINDS = {
  'callback.request': 'request',
  'callback.reschedule': 'reschedule',
  'callback.cancel': 'cancel',
  'callback.verify': 'verify',
  'callback.send-code': 'send-code',
} as const;

/** What a state is made of. */
export interface CallbackParts {
  readonly view: CallbackView | null;
  readonly outbox: readonly OutboxItem<CustomerCommand>[];
  readonly isConnected: boolean;
  /** A request that was acknowledged and whose callback the server has not shown yet. */
  readonly settling: PendingCallback | undefined;
  /** It is over, nobody was reached, and what was asked is still kept here. */
  readonly isRemembered: boolean;
}

/** What a page shows of the customer's callback. Pure. */
export function deriveCallback(parts: CallbackParts): CallbackState {
  const { view, outbox, isConnected, settling, isRemembered } = parts;
  let pending: PendingCallback | undefined = settling;
  let problem: CallbackProblem | undefined;
  for (const item of outbox) {
    const read = readItem(item, isConnected);
    if (read && 'code' in read) problem = read;
    else if (read) pending = read;
  }
  return {
    view,
    ...(pending ? { pending } : {}),
    ...(problem ? { problem } : {}),
    canRetry: view !== null && (view.status === 'retry-wait' || isRemembered),
  };
}

/** The request that waits, by the id of its callback. */
export function findRequest(
  outbox: readonly OutboxItem<CustomerCommand>[],
  isConnected: boolean,
): PendingCallback | undefined {
  return outbox
    .flatMap((item) => readItem(item, isConnected) ?? [])
    .findLast((read): read is PendingCallback => !('code' in read) && read.kind === 'request');
}

/** Whether two ids are of the same callback; the server's view may be of an earlier one. */
export function isOf(view: CallbackView | null, callbackId: CallbackId): boolean {
  return view?.callbackId === callbackId;
}

function readItem(
  { commandId, command, intentAt, state, error = 'internal', details }: OutboxItem<CustomerCommand>,
  isConnected: boolean,
): PendingCallback | CallbackProblem | undefined {
  if (!isCallbackCommand(command)) return undefined;
  const { data } = keptSchema.safeParse(command);
  if (!data) return undefined;
  const { type, callbackId, when, target } = data;
  const kept = {
    ...{ key: commandId, kind: KINDS[type], callbackId, intentAt },
    ...(when ? { when } : {}),
  };
  if (state === 'failed') return { ...kept, code: error, details: readDetails(details) };
  const digits = target?.kind === 'phone' ? target.number.replace(/\P{Nd}/gu, '') : '';
  return { ...kept, ...(digits ? { numberEnding: digits.slice(-4) } : {}), isSending: isConnected };
}
