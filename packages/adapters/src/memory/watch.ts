import type { ConversationId } from '@beside/protocol';
import { availabilityOf, buildDesk } from './desk.ts';
import { tellSignal } from './feeds.ts';
import { listWaiting, offerWaiting } from './routing.ts';
import type { Peer, World } from './world.ts';

/** Looks after a change at everything that follows from it, and tells whom it concerns what is new to them. */
export interface Watch {
  /** Rings, places in the queue, desks, availability. */
  look(): void;
  /** The place of one conversation, for somebody who has just begun to follow it. */
  tellPlace(peer: Peer, conversationId: ConversationId): void;
}

/** Starts with nothing told. */
export function createWatch(world: World): Watch {
  /** What each page was told last, as a text. */
  const told = new WeakMap<Peer, string>();
  let places: ReadonlyMap<ConversationId, number> = new Map();

  const countPlaces = (): ReadonlyMap<ConversationId, number> => {
    const lengths = new Map<string, number>();
    return new Map(
      listWaiting(world).map(({ conversationId, siteId, state }) => {
        const queue = `${siteId} ${state.queueId ?? ''}`;
        const place = (lengths.get(queue) ?? 0) + 1;
        lengths.set(queue, place);
        return [conversationId, place];
      }),
    );
  };
  const isNewTo = (peer: Peer, value: unknown): boolean => {
    const text = JSON.stringify(value);
    if (told.get(peer) === text) return false;
    told.set(peer, text);
    return true;
  };

  return {
    look() {
      offerWaiting(world);
      const before = places;
      places = countPlaces();
      for (const [conversationId, position] of places)
        if (before.get(conversationId) !== position)
          tellSignal(world, conversationId, 'server', { kind: 'queue-position', position });
      for (const peer of world.peers) {
        if (peer.who.role === 'agent') {
          const desk = buildDesk(world, peer.who.agentId);
          if (isNewTo(peer, desk)) peer.tell('desk', desk);
        } else {
          const availability = availabilityOf(world, peer.who.siteId);
          if (isNewTo(peer, availability)) peer.tell('availability', availability);
        }
      }
    },
    tellPlace(peer, conversationId) {
      const position = places.get(conversationId);
      const followed = peer.followed.get(conversationId);
      if (position === undefined || !followed || peer.who.role !== 'customer') return;
      const signal = { kind: 'queue-position', position } as const;
      peer.tell('signal', { conversationId, from: 'server', signal }, followed.wish);
    },
  };
}
