import {
  decideConversation,
  newId,
  type Backend,
  type ConversationId,
  type Entry,
  type OfferId,
} from '@beside/protocol';
import type { OutboxRecord } from '../../ports/store-work.ts';
import type { ConversationRecord, Transaction } from '../../ports/store.ts';
import { codeOf } from '../code-of.ts';
import type { EngineParts } from '../parts.ts';
import type { CheckedEvent } from './backend-schema.ts';
import type { BackendCall, Bridge } from './bridge-port.ts';
import { decideEvent } from './decide-event.ts';
import { importBackend } from './load-backend.ts';
import { createOutboxIds, findSeqOf } from './outbox-ids.ts';
import { startOutbox, type DeliveryHooks } from './outbox.ts';
import { startReadingEvents } from './read-events.ts';
import { sealCall } from './sealed-call.ts';

const cursorName = (siteId: string): string => `backend-cursor:${siteId}`;
/** Number of the first message that never reached the backend; 0 when the conversation itself did not. */
const holeName = (conversationId: ConversationId): string => `backend-hole:${conversationId}`;

const RECENT = 50;

/** Opens the backends of all sites that name one, reads what they tell and delivers what waits for them. */
export async function openBridge(parts: EngineParts): Promise<Bridge> {
  const { store, timeline, keyring, bus, clock } = parts;
  const backends = new Map<string, Backend>();
  for (const site of parts.sites.values())
    if (site.backend !== undefined)
      backends.set(site.siteId, await (parts.loadBackend ?? importBackend)(site));
  const newOutboxId = createOutboxIds(clock);

  const findHole = async (transaction: Transaction, id: ConversationId): Promise<number | undefined> => {
    const hole = await transaction.getValue(holeName(id));
    return hole === undefined ? undefined : Number(hole);
  };

  const tell = (conversationId: ConversationId, entries: readonly Entry[]): void => {
    const last = entries.at(-1);
    if (last) bus.publish({ kind: 'entries', conversationId, lastSeq: last.seq });
  };

  /** What the other side has, but not beyond what never reached it (X8). The returned work is done after the commit. */
  const raise = async (
    transaction: Transaction,
    conversationId: ConversationId,
    status: 'delivered' | 'read',
    seq: number,
  ): Promise<() => void> => {
    const hole = await findHole(transaction, conversationId);
    const uptoSeq = Math.min(seq, hole === undefined ? seq : hole - 1);
    if (uptoSeq <= 0) return () => undefined;
    const receipt = status === 'read' ? { readSeq: uptoSeq } : { deliveredSeq: uptoSeq };
    const raised = await transaction.raiseReceipt(conversationId, 'agent', receipt);
    return () => bus.publish({ kind: 'receipts', conversationId, ...raised });
  };

  const endUnreached = async (transaction: Transaction, id: ConversationId): Promise<() => void> => {
    const record = await transaction.lockConversation(id);
    if (!record) return () => undefined;
    const state = await timeline.load(transaction, record);
    const decision = decideConversation(state, { type: 'end', by: 'system', reason: 'backend' });
    if ('refusal' in decision) return () => undefined; // it has ended already
    const { entries } = await timeline.append(transaction, record, state, decision.entries);
    return () => tell(id, entries);
  };

  const hooks: DeliveryHooks = {
    isLost: async (transaction, { conversationId }) => (await findHole(transaction, conversationId)) === 0,
    async settled(transaction, { conversationId, outboxId }, call, isDone) {
      const seq = findSeqOf(outboxId) ?? 0;
      if (call?.kind === 'send' && isDone) return raise(transaction, conversationId, 'delivered', seq);
      if (call?.kind === 'send') {
        const hole = await findHole(transaction, conversationId);
        if (hole === undefined) await transaction.setValue(holeName(conversationId), String(seq));
      }
      if (call?.kind === 'start' && !isDone) {
        await transaction.setValue(holeName(conversationId), '0');
        return endUnreached(transaction, conversationId);
      }
      return () => undefined;
    },
  };
  const outbox = startOutbox(parts, backends, hooks);

  const handle = async (siteId: string, event: CheckedEvent): Promise<void> => {
    const { conversationId } = event;
    const afterwards = await store.transact(async (transaction) => {
      const record = await transaction.lockConversation(conversationId);
      const isOurs = record?.siteId === siteId;
      const work = isOurs ? await apply(transaction, record, event) : (): void => undefined;
      if (event.cursor !== null) await transaction.setValue(cursorName(siteId), event.cursor);
      return work;
    });
    afterwards();
  };

  const apply = async (
    transaction: Transaction,
    record: ConversationRecord,
    event: CheckedEvent,
  ): Promise<() => void> => {
    const { siteId, conversationId } = record;
    if (event.type === 'typing')
      return () =>
        bus.publish({
          kind: 'signal',
          conversationId,
          from: 'agent',
          signal: { kind: 'typing', on: event.on },
        });
    if (event.type === 'queued' && event.position !== undefined) {
      const signal = { kind: 'queue-position', position: event.position } as const;
      return () => bus.publish({ kind: 'signal', conversationId, from: 'server', signal });
    }
    if (event.type === 'receipt')
      return raise(transaction, conversationId, event.status, findSeqOf(event.uptoKey) ?? 0);
    if (event.type === 'message' && event.author.role === 'customer') {
      const { sendKey } = backends.get(siteId)?.capabilities.delivery ?? {};
      if (event.clientKey !== null) {
        const key = event.clientKey;
        return () => outbox.confirm(siteId, key);
      }
      // Only where our own messages always come back with their key is one without a key somebody else's.
      if (sendKey !== 'echo') return () => undefined;
    }
    if (event.backendId !== null && (await transaction.findEntryByBackend(conversationId, event.backendId)))
      return () => undefined;
    const state = await timeline.load(transaction, record);
    const drafts = decideEvent(siteId, state, event, newId<OfferId>(clock));
    if (drafts.length === 0) return () => undefined;
    const key = event.backendId === null ? undefined : { backendId: event.backendId };
    const { entries } = await timeline.append(transaction, record, state, drafts, key);
    return () => tell(conversationId, entries);
  };

  const readers = [...backends].map(([siteId, backend]) =>
    startReadingEvents({
      siteId,
      backend,
      parts,
      findCursor: () => store.read((transaction) => transaction.getValue(cursorName(siteId))),
      handle: (event) => handle(siteId, event),
    }),
  );

  const insert = (
    transaction: Transaction,
    row: Pick<OutboxRecord, 'siteId' | 'conversationId'>,
    seq: number,
    owner: { readonly customerId: string; readonly wrappedKey: Uint8Array },
    call: BackendCall,
  ): Promise<void> => {
    const outboxId = newOutboxId(seq);
    return transaction.insertOutbox({
      ...row,
      outboxId,
      state: 'pending',
      call: sealCall(keyring, outboxId, owner, call),
      attempts: 0,
      dueAt: clock.now(),
    });
  };

  /** A vendor's method may throw at once or promise nothing, whatever its type says. */
  const say = (siteId: string, hint: () => Promise<void> | undefined): void => {
    const said = async (): Promise<void> => hint();
    said().catch((error: unknown) =>
      parts.log.error({ siteId, code: codeOf(error) }, 'a hint did not reach the backend'),
    );
  };

  return {
    refusalOf(siteId, content) {
      const chat = backends.get(siteId)?.capabilities.chat;
      if (!chat) return undefined;
      if (!chat.contentKinds.includes(content.kind)) return 'unsupported';
      const isTooLarge =
        content.kind === 'text' &&
        chat.maxTextBytes !== 'unknown' &&
        Buffer.byteLength(content.text) > chat.maxTextBytes;
      return isTooLarge ? 'too_large' : undefined;
    },
    async deliver(transaction, record, seq, call) {
      const backend = backends.get(record.siteId);
      if (!backend || (call.kind === 'set-context' && !backend.setContext)) return;
      const { siteId, conversationId, customerId } = record;
      const wrappedKey = await timeline.keyOf(transaction, record);
      await insert(transaction, { siteId, conversationId }, seq, { customerId, wrappedKey }, call);
    },
    async deliverReport(transaction, { siteId, reportId, ...owner }, interactions) {
      if (!backends.get(siteId)?.report) return;
      // A queue of its own: reports wait for no conversation, and none for them.
      const conversationId = reportId as ConversationId;
      await insert(transaction, { siteId, conversationId }, 0, owner, { kind: 'report', interactions });
    },
    wake(siteId) {
      if (backends.has(siteId)) outbox.wake();
    },
    typing(siteId, conversationId, on) {
      say(siteId, () => backends.get(siteId)?.chat.typing?.(conversationId, on));
    },
    receipt(record, status, uptoSeq) {
      const backend = backends.get(record.siteId);
      if (!backend?.chat.receipt) return;
      const { conversationId, siteId } = record;
      const send = async (): Promise<void> => {
        const recent = await store.read((transaction) =>
          transaction.listEntriesBefore(conversationId, uptoSeq + 1, RECENT),
        );
        // A message that was an answer, too, has its id on the entry before: ids are on the first entry of an event.
        const ids = recent.map(({ type, backendId }, index) => {
          if (type !== 'chat.message' || backendId !== null)
            return type === 'chat.message' ? backendId : null;
          const before = recent[index - 1];
          return before?.type === 'conversation.answered' ? before.backendId : null;
        });
        const last = ids.findLast((id) => id !== null);
        if (last) await backend.chat.receipt?.(conversationId, status, last);
      };
      say(siteId, send);
    },
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()));
      await outbox.stop();
      for (const [siteId, backend] of backends) {
        try {
          await backend.dispose();
        } catch (error) {
          parts.log.error({ siteId, code: codeOf(error) }, 'a backend could not be let go');
        }
      }
    },
  };
}
