import type { CustomerFrame } from '@beside/protocol';
import type { CentreCallbacks } from '../ports/centre.ts';
import type { Connection } from './connection.ts';
import type { GatewayContext } from './context.ts';
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

/** Tells one customer's sockets how their callback stands now; where the site calls nobody back, nothing. */
export function tellCallback(
  { centre, sites, log }: GatewayContext,
  connections: readonly Connection[],
): void {
  const session = connections[0]?.session;
  if (session?.role !== 'customer' || !sites.get(session.site.siteId)?.callback) return;
  centre.callbacks.view(session.actor).then(
    (view) => {
      const text = JSON.stringify({ type: 'callback', view });
      for (const connection of connections)
        // Whoever was identified meanwhile is somebody else.
        if (connection.session === session || isSame(connection, session)) connection.sendText(text);
    },
    (error: unknown) => log.error({ err: error, type: 'callback' }, 'a callback could not be read'),
  );
}

const isSame = ({ session }: Connection, { actor }: CustomerSession): boolean =>
  session?.role === 'customer' && session.actor.customerId === actor.customerId;
