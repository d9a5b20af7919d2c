import type { CallbackId, CallbackView, CustomerCommand } from '@beside/protocol';
import { callbackIdSchema, consentSchema, wantedTargetSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { KeyValueStore } from '../../base/key-value-store.ts';

type Request = CustomerCommand & { readonly type: 'callback.request' };

/** Of a request, what another one like it says again; it has the customer's number in it. */
export type KeptRequest = Pick<Request, 'callbackId' | 'target' | 'matter' | 'consents' | 'queueId'>;

/** Where it is kept. */
export interface KeptPlace {
  readonly store: Pick<KeyValueStore, 'get' | 'update'>;
  readonly key: string;
}

/** After these nobody rings any more although the customer was not reached: they may want it again. */
const UNREACHED: readonly CallbackView['status'][] = ['exhausted', 'expired'];

/** As much as a page must be sure of; the server reads the rest. */
const keptSchema = z.object({
  callbackId: callbackIdSchema,
  target: wantedTargetSchema,
  matter: z.custom<KeptRequest['matter']>((matter) => typeof matter === 'object' && matter !== null),
  consents: z.array(consentSchema),
  queueId: z.optional(z.custom<NonNullable<KeptRequest['queueId']>>((id) => typeof id === 'string')),
});

/**
 * Keeps a request that the server took, and the number it was moved to, for “call me again” in any tab and after a reload.
 * One at a time; called by the tab that leads with every command that was acknowledged.
 */
export async function keepRequest({ store, key }: KeptPlace, command: CustomerCommand): Promise<void> {
  if (command.type === 'callback.request') {
    const { callbackId, target, matter, consents, queueId } = command;
    const kept = { callbackId, target, matter, consents, ...(queueId === undefined ? {} : { queueId }) };
    await store.update(key, () => kept satisfies KeptRequest);
  }
  if (command.type !== 'callback.reschedule' || !command.target) return;
  const { callbackId, target } = command;
  await store.update(key, (raw) => {
    const kept = readKept(raw, callbackId);
    return kept ? { ...kept, target } : raw;
  });
}

/** What may be asked again of a callback that is over. Whoever was reached, or took it back, has no number left here. */
export async function settleRequest(
  { store, key }: KeptPlace,
  { callbackId, status }: CallbackView,
): Promise<KeptRequest | undefined> {
  if (UNREACHED.includes(status)) return readKept(await store.get(key), callbackId);
  await store.update(key, (raw) => (readKept(raw, callbackId) ? undefined : raw));
  return undefined;
}

function readKept(raw: unknown, callbackId: CallbackId): KeptRequest | undefined {
  const { data } = keptSchema.safeParse(raw);
  return data?.callbackId === callbackId ? data : undefined;
}
