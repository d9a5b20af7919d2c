import type { Author, Content, CustomerId, Entry, OfferId, QueueId } from '@beside/protocol';
import { agentId, entryId } from './ids.ts';

const meta = (seq: number) => ({ seq, id: entryId(seq), at: 10_000 + seq });
const offerId = '01900000-0000-7c05-8000-000000000001' as OfferId; // in the form of offer ids

/** The agent of these entries. */
export const mina = { role: 'agent', agentId: agentId(1), name: 'Mina' } as const satisfies Author;

/** A written message. */
export const text = (words: string) => ({ kind: 'text', text: words }) as const satisfies Content;

/** A customer came with a matter. */
export const arrived = (seq: number): Entry => ({
  ...meta(seq),
  type: 'conversation.arrived',
  body: {
    customerId: '01900000-0000-7c06-8000-000000000001' as CustomerId, // in the form of customer ids
    channel: 'chat',
    queueId: 'general' as QueueId, // in the form of queue ids
    locale: 'en',
    queuedAt: 10_000,
    priority: 0,
  },
});

/** Mina took it. */
export const answered = (seq: number): Entry => ({
  ...meta(seq),
  type: 'conversation.answered',
  body: { offerId, agentId: mina.agentId, name: mina.name },
});

/** Mina no longer has it. */
export const returned = (seq: number, reason: 'disconnected' | 'released' = 'released'): Entry => ({
  ...meta(seq),
  type: 'conversation.returned',
  body: { agentId: mina.agentId, name: mina.name, reason },
});

/** It is over. */
export const ended = (seq: number, by: 'customer' | 'agent' | 'system' = 'agent'): Entry => ({
  ...meta(seq),
  type: 'conversation.ended',
  body: { by, reason: 'done' },
});

/** The customer wrote "message <number>"; `commandId` where the reader is the sender. */
export const fromCustomer = (seq: number, commandId?: string): Entry => ({
  ...meta(seq),
  type: 'chat.message',
  ...(commandId === undefined ? {} : { commandId }),
  body: { author: { role: 'customer' }, content: text(`message ${seq}`) },
});

/** Mina wrote "answer <number>"; `commandId` where the reader is the sender. */
export const fromAgent = (seq: number, commandId?: string): Entry => ({
  ...meta(seq),
  type: 'chat.message',
  ...(commandId === undefined ? {} : { commandId }),
  body: { author: mina, content: text(`answer ${seq}`) },
});
