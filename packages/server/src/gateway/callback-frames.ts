import type { CustomerFrame } from '@beside/protocol';
import type { CentreCallbacks } from '../ports/centre.ts';
import type { Connection } from './connection.ts';
import type { CustomerSession } from './session.ts';

type AboutCallbacks = Extract<
  CustomerFrame,
  { type: 'callback-offer' | 'callback-hold' | 'callback-release' }
>;

/** Answers a customer's question about callbacks. */
export async function answerAboutCallbacks(
  callbacks: CentreCallbacks,
  connection: Connection,
  { actor }: CustomerSession,
  frame: AboutCallbacks,
): Promise<void> {
  switch (frame.type) {
    case 'callback-offer': {
      const { id, queueId, locale } = frame;
      return connection.send({
        type: 'answer',
        id,
        value: await callbacks.offer(actor, { queueId, locale }),
      });
    }
    case 'callback-hold': {
      const { id, queueId, startAt } = frame;
      const value = await callbacks.holdSlot(actor, { queueId, startAt });
      return connection.send({ type: 'answer', id, value });
    }
    case 'callback-release':
      return callbacks.releaseSlot(actor, frame.holdId);
    default:
      return frame satisfies never;
  }
}
