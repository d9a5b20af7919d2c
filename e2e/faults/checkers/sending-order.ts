import { eventsOf, type EventOf } from '../history.ts';
import type { Checker } from './checker.ts';

/**
 * What one person sends is numbered in the order in which it was sent, answered or not. Only messages that needed one try
 * count: what is sent again after a lost connection may be overtaken.
 */
export const sendingOrder: Checker = {
  name: 'sending order',
  find(events) {
    const tries = new Map<string, EventOf<'command'>[]>();
    for (const event of eventsOf(events, 'command')) {
      if (event.value.kind !== 'message' || event.value.isOtherBody) continue;
      const { commandId } = event.value;
      tries.set(commandId, [...(tries.get(commandId) ?? []), event]);
    }
    const problems: string[] = [];
    const last = new Map<string, { readonly text: string; readonly seq: number }>();
    // A map keeps the order of first sight, which is that of sending.
    for (const [first, second] of tries.values()) {
      if (first?.phase !== 'invoke' || second?.phase !== 'ok') continue;
      const { conversationId, text = '', seq = 0 } = second.value;
      const key = `${first.process}/${conversationId}`;
      const before = last.get(key);
      if (before && before.seq > seq)
        problems.push(
          `${first.process} sent ${before.text} before ${text}; they are ${before.seq} and ${seq}`,
        );
      last.set(key, { text, seq });
    }
    return problems;
  },
};
