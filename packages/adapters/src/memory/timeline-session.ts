import {
  createEmitter,
  type CommandResult,
  type ConversationId,
  type Emitter,
  type HistoryPage,
  type TimelineEvents,
  type TimelineSession,
} from '@beside/protocol';
import { sendFrame, type FrameSchema } from './check-frame.ts';
import type { CommandKey } from './book.ts';
import { openConnection, type Connection } from './connection.ts';
import { follow, noteReceipt, say } from './feeds.ts';
import type { Line, Network } from './network.ts';
import { readHistory } from './reading.ts';
import type { Watch } from './watch.ts';
import type { Notices, Peer, Who, Wish, World } from './world.ts';

/** Questions in memory need no id to find their answer; the schema wants one. */
export const REQUEST_ID = '00000000-0000-7000-8000-000000000000';

/** What sessions of both roles are made of. */
export interface SessionParts {
  readonly world: World;
  readonly network: Network;
  readonly watch: Watch;
  readonly onListenerError: (cause: unknown) => void;
}

/** What one role adds. */
export interface Role<Events extends TimelineEvents, Command, Greeted extends { readonly peer: Peer }> {
  readonly schema: FrameSchema;
  readonly hello: () => Promise<unknown> | undefined;
  /** At the centre: who is it? The peer is entered afterwards. @throws BesideError */
  readonly greet: (createPeer: (who: Who) => Peer, hello: unknown) => Greeted;
  /** At the centre: a console or page is gone. */
  readonly part: (greeted: Greeted) => void;
  readonly execute: (greeted: Greeted, command: Command, key: CommandKey) => CommandResult;
  /** In the page, when it was greeted. */
  readonly onGreeted: (greeted: Greeted, emit: Emitter<Events>['emit']) => void;
}

/** A session, and the ways to the centre for what one role has besides. */
export interface OpenedSession<Events extends TimelineEvents, Command, Greeted> {
  readonly session: TimelineSession<Events, Command>;
  readonly connection: Connection<Greeted>;
  readonly emit: Emitter<Events>['emit'];
}

/** Opens what customers' and agents' sessions share. */
export function openTimelineSession<
  Events extends TimelineEvents,
  Command,
  Greeted extends { readonly peer: Peer },
>(
  { world, network, watch, onListenerError }: SessionParts,
  role: Role<Events, Command, Greeted>,
): OpenedSession<Events, Command, Greeted> {
  const listeners = createEmitter<Events>({ onListenerError });
  const wishes = new Map<ConversationId, Wish>();

  /** What arrives from the centre. */
  const hear = <Key extends keyof Notices>(key: Key, payload: Notices[Key], wish?: Wish): void => {
    if (wish) {
      if (![...wishes.values()].includes(wish)) return;
      if ('cursor' in payload) wish.cursor = payload.cursor;
    }
    // A role hears only keys of its own events; the compiler does not see through the type parameter.
    listeners.emit(key as unknown as keyof Events, payload as never);
  };

  const createPeer = (line: Line, who: Who): Peer => ({
    who,
    followed: new Map(),
    tell(key, payload, wish) {
      // A copy, as over the wire: nobody reaches what the centre holds.
      const copy = structuredClone(payload);
      line.pass(() => hear(key, copy, wish));
    },
  });

  const sayWish = (conversationId: ConversationId, wish: Wish): void =>
    connection.tell(({ peer }) => {
      follow(world, peer, conversationId, wish);
      watch.tellPlace(peer, conversationId);
    });

  const connection = openConnection<Greeted>({
    clock: world.clock,
    network,
    hello: role.hello,
    greet(line, hello) {
      const greeted = role.greet((who) => createPeer(line, who), hello);
      world.peers.add(greeted.peer);
      world.changed();
      return greeted;
    },
    part(greeted) {
      world.peers.delete(greeted.peer);
      role.part(greeted);
      world.changed();
    },
    onFault: onListenerError,
    onState: (state) => listeners.emit('connection-changed', state),
    onGreeted(greeted) {
      role.onGreeted(greeted, listeners.emit);
      for (const [conversationId, wish] of wishes) sayWish(conversationId, wish);
    },
  });

  const session: TimelineSession<Events, Command> = {
    get connection() {
      return connection.state;
    },
    get clockOffsetMs() {
      return 0; // one clock
    },
    on: (key, listener) => listeners.on(key, listener),
    execute: (command, { commandId, intentAt }) => {
      const sent = sendFrame(role.schema, { type: 'command', id: commandId, intentAt, command });
      // The role's schema accepted the command.
      return connection.ask((greeted) =>
        role.execute(greeted, sent()['command'] as Command, { commandId, intentAt }),
      );
    },
    follow(conversationId, cursor) {
      const wish: Wish = { cursor: cursor && { ...cursor } };
      wishes.set(conversationId, wish);
      sayWish(conversationId, wish);
    },
    unfollow(conversationId) {
      wishes.delete(conversationId);
      connection.tell(({ peer }) => void peer.followed.delete(conversationId));
    },
    history: (conversationId, { beforeSeq, limit }) => {
      const sent = sendFrame(role.schema, {
        type: 'history',
        id: REQUEST_ID,
        conversationId,
        beforeSeq,
        limit,
      });
      return connection.ask(({ peer }): HistoryPage => {
        sent();
        return structuredClone(readHistory(world, peer.who, conversationId, { beforeSeq, limit }));
      });
    },
    signal(conversationId, signal) {
      const sent = sendFrame(role.schema, { type: 'signal', conversationId, signal });
      connection.tell(({ peer }) => say(world, peer, conversationId, sent()['signal'] as typeof signal));
    },
    receipt(conversationId, receipt) {
      const sent = sendFrame(role.schema, { type: 'receipt', conversationId, ...receipt });
      connection.tell(({ peer }) => noteReceipt(world, peer, conversationId, sent()));
    },
    wake: () => connection.wake(),
    close() {
      connection.close();
      wishes.clear();
      listeners.close();
    },
  };
  return { session, connection, emit: listeners.emit };
}
