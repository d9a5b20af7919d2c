import { BesideError, type Callback, type CallbackId } from '@beside/protocol';
import type { OutgoingMessage } from '../../../ports/sender.ts';
import type { ConversationRecord, Transaction } from '../../../ports/store.ts';
import type { Site } from '../../../ports/site.ts';
import type { Engine } from '../../parts.ts';
import { readIdentity } from '../../read-identity.ts';
import { describeMoment, describeWhen } from '../describe-when.ts';
import { linkTo } from '../links.ts';
import { messageTimerId, setMessage, type MessageTimer } from './keep-messages.ts';
import { messageLocale, writeMessage, type MessageFacts } from './message-texts.ts';
import { isStillTrue } from './notices.ts';

/** Pauses before the next tries: soon for a mail server that starts anew, later for one that is down. */
const PAUSES_MS = [60_000, 300_000, 1_800_000, 7_200_000];
const UNKNOWN_ORIGIN_MS = 500;

/**
 * Lets a message go out. It is set again before it is tried, so that it survives the process; it goes out once or, after
 * a crash in between, a few times with the same id.
 */
export async function sendMessage(engine: Engine, timer: MessageTimer): Promise<void> {
  const sender = engine.senders?.[timer.channel];
  if (!sender) return; // the operator has taken it out
  // Without its own address a server that starts would leave the link out; nothing of it was tried.
  if (engine.mainOrigin?.() === '')
    return engine.store.transact((transaction) =>
      setMessage(transaction, engine.clock.now() + UNKNOWN_ORIGIN_MS, timer),
    );
  const tries = Number(timer.tries);
  const pauseMs = PAUSES_MS[tries];
  if (pauseMs !== undefined) {
    const dueAt = engine.clock.now() + pauseMs;
    await engine.store.transact((transaction) =>
      setMessage(transaction, dueAt, { ...timer, tries: String(tries + 1) }),
    );
  }
  engine.messenger.begin(
    sender,
    () => composeMessage(engine, timer),
    () => engine.store.transact((transaction) => transaction.cancelTimer(messageTimerId(timer.messageId))),
  );
}

/** Writes it as things are now; `undefined` when it is not worth telling any more, or there is nobody to tell. */
async function composeMessage(engine: Engine, timer: MessageTimer): Promise<OutgoingMessage | undefined> {
  const { conversationId, callbackId, notice, channel, messageId } = timer;
  return engine.store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    const site = record && engine.sites.get(record.siteId);
    if (!site || record.customerId !== timer.customerId) return undefined;
    const { callback } = await engine.timeline.callbackOf(transaction, record);
    if (callback?.callbackId !== callbackId || !isStillTrue(notice, callback.status)) return undefined;
    const to = await findAddress(engine, transaction, record, callback, channel);
    if (to === undefined) return undefined;
    const { locale: spoken = 'en' } = await engine.timeline.load(transaction, record);
    const locale = messageLocale(spoken);
    const code = await openCode(engine, transaction, record, timer);
    const facts = await collectFacts(engine, site, callback, { channel, locale });
    const written = writeMessage(notice, code === undefined ? facts : { ...facts, code }, locale);
    return { messageId, channel, to, locale, ...written };
  });
}

/** The verified address of an identified customer, or the number that is called; never one that said “not me”. */
async function findAddress(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  { target }: Callback,
  channel: MessageTimer['channel'],
): Promise<string | undefined> {
  if (channel === 'email') return (await readIdentity(engine, transaction, record))?.email;
  if (target.kind !== 'phone') return undefined;
  const numberHash = engine.keyring.hashCounted('number', record.siteId, target.number);
  return (await transaction.isNumberBlocked(record.siteId, numberHash)) ? undefined : target.number;
}

/** Where a code is sealed while it waits to go out. */
export const codePlaceOf = (callbackId: CallbackId): string => `callback-code|${callbackId}`;

async function openCode(
  { keyring, timeline }: Engine,
  transaction: Transaction,
  record: ConversationRecord,
  { notice, sealedCode, callbackId }: MessageTimer,
): Promise<string | undefined> {
  if (notice !== 'code') return undefined;
  if (sealedCode === undefined) throw new BesideError('internal', { details: { sealed: 'callback-code' } });
  const wrappedKey = await timeline.keyOf(transaction, record);
  return keyring.open(wrappedKey, codePlaceOf(callbackId), Buffer.from(sealedCode, 'base64url'));
}

async function collectFacts(
  engine: Engine,
  site: Site,
  callback: Callback,
  { channel, locale }: { readonly channel: MessageTimer['channel']; readonly locale: string },
): Promise<MessageFacts> {
  const { when, request, dueAt, status, callerNumber } = callback;
  const zone = request.zones.chosen;
  const [siteUrl] = site.origins;
  const text = describeWhen(when, { customer: zone, centre: site.hours.zone }, locale);
  const manageUrl = linkTo(engine, 'manage', site, callback);
  // Only whoever has the number can say that it is not theirs.
  const notMeUrl = channel === 'sms' ? linkTo(engine, 'not-me', site, callback) : undefined;
  return {
    siteName: site.name,
    checkCode: request.checkCode,
    ...(text === undefined ? {} : { when: text }),
    ...(status === 'retry-wait' && dueAt !== undefined ? { retry: describeMoment(dueAt, zone, locale) } : {}),
    ...(callerNumber === undefined ? {} : { callerNumber: await formatted(callerNumber) }),
    ...(manageUrl === undefined ? {} : { manageUrl }),
    ...(notMeUrl === undefined ? {} : { notMeUrl }),
    ...(siteUrl === undefined ? {} : { siteUrl }),
  };
}

async function formatted(number: string): Promise<string> {
  const { formatNumber } = await import('../numbers.ts');
  return formatNumber(number);
}
