import type {
  AgentId,
  CallbackEntry,
  CallbackId,
  Desk,
  DeskCallback,
  DeskCallbackDetails,
} from '@beside/protocol';
import type { CallbackItem } from '@beside/sdk';

import { emptyDesk, idOf, noon } from './fake-client.ts';

/** The agent of the fake desk. */
export const me = emptyDesk.agent.agentId;
/** Somebody else. */
export const colleague = 'a2' as AgentId; // no server is asked

/** An id that tells callbacks apart by its last sign. */
export function callbackIdOf(number: number): CallbackId {
  return `0195d000-0000-7cb0-8000-00000000000${number}` as CallbackId; // in the form of callback ids
}

/** What is shown to whoever has it. */
export const details: DeskCallbackDetails = {
  number: '+821012345678',
  formattedNumber: '010-1234-5678',
  matter: {
    path: [
      { nodeId: 'order', label: 'My order' },
      { nodeId: 'delivery', label: 'Delivery is late' },
    ],
    note: 'The lamp should have come on Monday.',
    formStep: 'Payment',
  },
  context: {
    customerName: 'Ada',
    page: { url: 'https://shop.example/cart', title: 'Cart' },
    cart: {
      items: [{ id: '1', name: 'Lamp', quantity: 2, unitPrice: 20 }],
      total: 40,
      currency: 'EUR',
    },
  },
  consents: ['call', 'marketing'],
  recordable: [],
};

/** What may be said came of a call at the fake desk's site. */
export const dispositions: NonNullable<Desk['dispositions']> = [
  {
    siteId: 'shop' as never, // no server is asked
    dispositions: [
      { disposition: 'solved', texts: { en: 'Solved', ko: '해결됨' } },
      { disposition: 'follow-up', texts: { en: 'Needs a follow-up', ko: '추가 조치 필요' } },
    ],
  },
];

/** Callback `number` of conversation `number`: due since as many minutes, with nobody. */
export function deskCallback(number: number, change: Partial<DeskCallback> = {}): DeskCallback {
  const at = noon - number * 60_000;
  return {
    callbackId: callbackIdOf(number),
    conversationId: idOf(number),
    ...{ siteId: 'shop' as never, queueId: 'general' as never, status: 'due', revision: 1 },
    ...{ when: { kind: 'asap' }, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, checkCode: '47' },
    ...{ numberEnding: '5678', attempts: [], locale: 'en', requestedAt: at, queuedAt: at, dueAt: at },
    expiresAt: noon + 4 * 3_600_000,
    ...change,
  };
}

/** A slot of a quarter of an hour. */
export function slotAt(startAt: number): DeskCallback['when'] {
  const wall = { time: '2026-03-02T14:30', zone: 'Asia/Seoul', offsetMinutes: 540, rules: '2026a' };
  return { kind: 'scheduled', startAt, endAt: startAt + 15 * 60_000, wall };
}

/** A callback that rings here. */
export function ringingCallback(number: number, change: Partial<DeskCallback> = {}): DeskCallback {
  const offerId = `callback-offer-${number}` as never; // no server is asked
  return deskCallback(number, {
    status: 'offered',
    agent: { agentId: me },
    offer: { offerId, expiresAt: noon + 20_000 },
    details,
    ...change,
  });
}

/** A callback that this agent has in hand. */
export function heldCallback(
  number: number,
  status: DeskCallback['status'],
  change: Partial<DeskCallback> = {},
): DeskCallback {
  return deskCallback(number, {
    status,
    agent: { agentId: me, name: '미나 Mina' },
    details,
    ...(status === 'previewing' ? { preview: { endsAt: noon + 45_000, isDialedAtEnd: true } } : {}),
    ...change,
  });
}

/** An entry of callback `number`, `seq` seconds after noon. */
export function callbackEntry<Type extends CallbackEntry['type']>(
  number: number,
  seq: number,
  type: Type,
  body: Omit<Extract<CallbackEntry, { type: Type }>['body'], 'callbackId'>,
): CallbackEntry {
  // The bodies are those of the type, with the id that all of them have.
  return {
    ...{ seq, id: `entry-${seq}`, at: noon + seq * 1_000, type },
    body: { callbackId: callbackIdOf(number), ...body },
  } as unknown as CallbackEntry;
}

/** An entry as a line of an agent's chat. */
export function callbackItem(entry: CallbackEntry): CallbackItem {
  return { kind: 'callback', key: entry.id, seq: entry.seq, at: entry.at, entry };
}
