import { createRemoteContactCenter } from '@beside/adapters/remote';
import { createSystemClock, type ConversationId, type SiteId } from '@beside/protocol';
import type { WebSocket } from 'ws';

import type { ServerLine } from '../../e2e/support/server-process.ts';
import { connect, newId } from '../../e2e/support/wire-client.ts';
import { addressOf, atRate, socketFrom, until } from './storm-socket.ts';

/** Conversations that many sockets read. */
export interface Rooms {
  write(perSecond: number): void;
  stall(): void;
  settle(): Promise<{ readonly written: number; readonly cutOff: number }>;
}

interface Room {
  readonly conversationId: string;
  readonly say: () => Promise<number>;
  lastSeq: number;
  readonly readers: Reader[];
}

interface Reader {
  readonly stall: () => void;
  readonly go: () => void;
  seq: number;
  cutOffs: number;
}

/** As long as a text may be, so that the kernel's own buffers are full soon. */
const TEXT = 'x'.repeat(4_096);
const SETTLE_MS = 60_000;
const TOO_SLOW = 4408;

/** Opens `count` conversations of one customer each, with `readers` sockets in sum that follow them with the product's client. */
export async function openRooms(server: ServerLine, count: number, readers: number): Promise<Rooms> {
  const rooms: Room[] = [];
  for (let index = 0; index < count; index += 1)
    rooms.push(
      await openRoom(server, index, Math.floor(readers / count) + (index < readers % count ? 1 : 0)),
    );
  const all = rooms.flatMap((room) => room.readers);
  let quit = new AbortController();
  let written = 0;
  let underWay = 0;
  let writing: Promise<unknown> = Promise.resolve();

  return {
    write(perSecond) {
      quit.abort();
      quit = new AbortController();
      writing = atRate(
        perSecond,
        Infinity,
        (index) => {
          const room = rooms[index % rooms.length]!; // there is at least one
          underWay += 1;
          void room
            .say()
            .then((seq) => {
              written += 1;
              room.lastSeq = Math.max(room.lastSeq, seq);
            })
            .finally(() => (underWay -= 1));
        },
        quit.signal,
      );
    },
    stall: () => all.forEach((reader) => reader.stall()),
    async settle() {
      quit.abort();
      await writing;
      await until(() => underWay === 0, SETTLE_MS, 'what was written is on disk');
      for (const reader of all) reader.go();
      const isUpToDate = (room: Room): boolean => room.readers.every(({ seq }) => seq >= room.lastSeq);
      await until(() => rooms.every(isUpToDate), SETTLE_MS, 'every reader has read everything');
      return { written, cutOff: all.filter(({ cutOffs }) => cutOffs > 0).length };
    },
  };
}

async function openRoom(server: ServerLine, index: number, readers: number): Promise<Room> {
  const conversationId = newId();
  const writer = await connect(server.socket, { role: 'customer', siteId: 'bench' }, addressOf(index * 10));
  await writer.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
  const token = writer.token;
  if (token === undefined) throw new Error('a new customer was given no token');
  return {
    conversationId,
    say: async () => {
      const content = { kind: 'text', text: TEXT };
      return (await writer.command({ type: 'chat.send', conversationId, content })).value?.seq ?? 0;
    },
    lastSeq: 0,
    readers: Array.from({ length: readers }, () =>
      openReader(server, token, conversationId, addressOf(index * 10)),
    ),
  };
}

function openReader(server: ServerLine, token: string, conversationId: string, address: string): Reader {
  let socket: WebSocket | undefined;
  let isStalled = false;
  const center = createRemoteContactCenter({
    url: server.socket,
    clock: createSystemClock(),
    createSocket: (url) => {
      const opened = socketFrom(url, address);
      socket = opened;
      opened.on('close', (code) => {
        if (code === TOO_SLOW) reader.cutOffs += 1;
      });
      // Whoever came back stalls again, as soon as there is something to read.
      opened.on('open', () => isStalled && opened.pause());
      return opened;
    },
  });
  const reader: Reader = {
    stall() {
      isStalled = true;
      socket?.pause();
    },
    go() {
      isStalled = false;
      socket?.resume();
    },
    seq: 0,
    cutOffs: 0,
  };
  const session = center.open({ siteId: 'bench' as SiteId, locale: 'en', token }); // the configuration's site
  session.on('entries', ({ cursor }) => (reader.seq = cursor.seq));
  session.follow(conversationId as ConversationId); // the server took it as one
  return reader;
}
