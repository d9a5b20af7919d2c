import {
  BesideError,
  decideCallback,
  hasCallbackEnded,
  isInCall,
  viewCallback,
  type Callback,
  type CallbackState,
} from '@beside/protocol';
import type { LinkedCallback } from '../../ports/centre.ts';
import type { Site } from '../../ports/site.ts';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import { applyChange, tell } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { readLink, signLink, type LinkClaims, type LinkPurpose } from './manage-link.ts';

/** Path of the pages that links lead to, on the main origin. */
export const LINK_PATH = '/callback/';

/** “Not me” is often said after the call only. */
const NOT_ME_MS = 7 * 86_400_000;
const MAX_ENTRIES = 1_000;

/** Address of a callback's link (C7); `undefined` when it has ended, or the server does not know its own address. */
export function linkTo(
  { keyring, mainOrigin }: Pick<Engine, 'keyring' | 'mainOrigin'>,
  purpose: LinkPurpose,
  { siteId }: Pick<Site, 'siteId'>,
  { callbackId, status, expiresAt, revision }: Callback,
): string | undefined {
  const origin = mainOrigin?.();
  if (!origin || hasCallbackEnded(status)) return undefined;
  const claims =
    purpose === 'manage'
      ? { purpose, siteId, callbackId, expiresAt }
      : { purpose, siteId, callbackId, expiresAt: expiresAt + NOT_ME_MS, revision };
  // The schema of the configuration accepted the name of the site.
  return `${origin}${LINK_PATH}${signLink(keyring.linkKey, claims as LinkClaims)}`;
}

/** What a link opens. Rejects with `not_found` for one that is not ours, is over, or leads to nothing any more. */
export async function openLink(engine: Engine, token: string): Promise<LinkedCallback> {
  const claims = claimsOf(engine, token);
  const site = engine.sites.get(claims.siteId);
  if (!site) throw new BesideError('not_found');
  return engine.store.read(async (transaction) => {
    const { record, state } = await findLinked(engine, transaction, claims);
    const { siteId, customerId, conversationId } = record;
    const { callback } = state;
    const [url] = site.origins;
    const blocked =
      claims.purpose === 'not-me'
        ? await findBlocked(engine, transaction, { record, callback, claims })
        : undefined;
    return {
      purpose: claims.purpose,
      actor: { role: 'customer', siteId, customerId },
      conversationId,
      queueId: callback.queueId,
      view: viewCallback(callback, conversationId),
      siteName: site.name,
      centreZone: site.hours.zone,
      ...(url === undefined ? {} : { siteUrl: url }),
      ...(blocked ? { blocked } : {}),
    };
  });
}

/** Calls it off if that is still possible, and never rings the number again. Safe twice. */
export async function blockByLink(engine: Engine, token: string): Promise<void> {
  const claims = claimsOf(engine, token);
  if (claims.purpose !== 'not-me') throw new BesideError('not_found');
  const changed = await engine.store.transact(async (transaction) => {
    const { record: found } = await findLinked(engine, transaction, claims);
    const record = await transaction.lockConversation(found.conversationId);
    if (!record) throw new BesideError('not_found');
    const number = await numberOf(engine, transaction, record, claims);
    const { siteId, conversationId } = record;
    const numberHash = engine.keyring.hashCounted('number', siteId, number);
    await transaction.lockName(`number:${siteId}:${numberHash}`);
    await transaction.blockNumber(siteId, numberHash, engine.clock.now());
    const state = await engine.timeline.callbackOf(transaction, record);
    // It was moved to another number meanwhile: then only this one is blocked.
    if (!rings(state.callback, number)) return undefined;
    const decision = decideCallback(
      state,
      {
        ...{ type: 'cancel', callbackId: state.callback.callbackId, reason: 'not-me' },
        by: { role: 'customer', via: 'link' },
      },
      engine.clock.now(),
    );
    // Whoever is rung at this moment, or was, is spared what would come after.
    if ('refusal' in decision) return undefined;
    return applyChange(engine, transaction, record, { conversationId, decide: () => decision });
  });
  if (changed) tell(engine, changed);
}

function claimsOf({ keyring, clock }: Engine, token: string): LinkClaims {
  const now = clock.now();
  const keys = [keyring.linkKey];
  const claims =
    readLink(keys, token, { purpose: 'manage', now }) ?? readLink(keys, token, { purpose: 'not-me', now });
  if (!claims) throw new BesideError('not_found');
  return claims;
}

async function findLinked(
  { timeline }: Engine,
  transaction: Transaction,
  { siteId, callbackId, purpose }: LinkClaims,
): Promise<{ record: ConversationRecord; state: CallbackState & { readonly callback: Callback } }> {
  const row = await transaction.findCallback(callbackId);
  const record = row && (await transaction.findConversation(row.conversationId));
  if (record?.siteId !== siteId) throw new BesideError('not_found');
  const { callback, ...rest } = await timeline.callbackOf(transaction, record);
  // Another one was asked for in the same conversation since then: there is nothing to manage, but it still was not me.
  if (!callback || (purpose === 'manage' && callback.callbackId !== callbackId))
    throw new BesideError('not_found');
  return { record, state: { ...rest, callback } };
}

/** Whether the number that a link was sent to is blocked, and a call to it under way all the same. */
async function findBlocked(
  engine: Engine,
  transaction: Transaction,
  {
    record,
    callback,
    claims,
  }: { readonly record: ConversationRecord; readonly callback: Callback; readonly claims: LinkClaims },
): Promise<LinkedCallback['blocked']> {
  const number = await numberOf(engine, transaction, record, claims);
  const numberHash = engine.keyring.hashCounted('number', record.siteId, number);
  if (!(await transaction.isNumberBlocked(record.siteId, numberHash))) return undefined;
  const isUnderWay = isInCall(callback.status) || callback.status === 'needs-review';
  return { mayStillRing: isUnderWay && rings(callback, number) };
}

/** The number to which the link was sent, whatever became of the callback since then. */
async function numberOf(
  { timeline }: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  { callbackId, revision = 1 }: LinkClaims,
): Promise<string> {
  const entries = await timeline.readAfter(transaction, record, 0, MAX_ENTRIES);
  for (const { type, body } of entries) {
    const isMeant =
      (type === 'callback.requested' && revision === 1) ||
      (type === 'callback.rescheduled' && body.revision === revision);
    if (isMeant && body.callbackId === callbackId && body.target.kind === 'phone') return body.target.number;
  }
  // It rings in a page, which nobody else hears.
  throw new BesideError('not_found');
}

const rings = (callback: Callback | undefined, number: string): callback is Callback =>
  callback?.target.kind === 'phone' && callback.target.number === number;
