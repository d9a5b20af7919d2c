/**
 * What clients of every version ever said is still understood, and what they were told is still told: their recorded frames
 * (`fixtures/wire`) are said again to today's server. `RECORD=1` writes what is heard; only for a version that is new.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteContactCenter } from '@beside/adapters/remote';
import { createSystemClock, PROTOCOL_VERSIONS, type SiteId } from '@beside/protocol';
import { WebSocket, WebSocketServer } from 'ws';

import { startServer } from './support/server-process.ts';
import { createBlankFiller } from './support/wire-blanks.ts';
import { createRenamer, listVersions, readFixtures, shapeOf, writeHeard } from './support/wire-fixtures.ts';
import type { AnyFrame, Side } from './support/wire-fixtures.ts';
import { newId, ticketsFor } from './support/wire-client.ts';

/** A socket that says what it is given and keeps what it hears. */
class Mouth {
  readonly heard: AnyFrame[] = [];
  readonly #socket: WebSocket;
  readonly #opened: Promise<void>;
  #arrived: () => void = () => undefined;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#opened = new Promise((resolve, reject) => this.#socket.on('open', resolve).on('error', reject));
    this.#socket.on('message', (data: Buffer) => {
      this.heard.push(JSON.parse(data.toString()) as AnyFrame); // of our own server
      this.#arrived();
    });
  }

  async say(frame: AnyFrame): Promise<void> {
    await this.#opened;
    this.#socket.send(JSON.stringify(frame));
  }

  async hear(fits: (frame: AnyFrame) => boolean, from = 0): Promise<AnyFrame> {
    for (;;) {
      const found = this.heard.slice(from).find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
  }

  close(): void {
    this.#socket.terminate();
  }
}

/** What tells that a frame has been worked off. `undefined`: nothing does. */
const ANSWERED_BY: Readonly<Record<string, string | undefined>> = {
  hello: 'welcome',
  follow: 'entries',
  ping: 'pong',
  receipt: 'receipts',
};

for (const version of listVersions()) {
  test(
    `a client of ${version} says what it always said, and hears what it always heard`,
    { timeout: 60_000 },
    async (t) => {
      const server = await startServer();
      // Supervisors are told whatever agents are told, and more.
      const login = server.line.logins.find(({ role }) => role === 'supervisor');
      assert.ok(login);
      const nextTicket = await ticketsFor(server.line.url, login);
      const rename = createRenamer();
      const mouths = { customer: new Mouth(server.line.socket), agent: new Mouth(server.line.socket) };
      t.after(async () => {
        for (const mouth of Object.values(mouths)) mouth.close();
        await server.stop();
      });
      const fill = createBlankFiller(mouths);

      for (const { file, who, does, frame } of readFixtures(version)) {
        if (does !== 'says') continue;
        const mouth = mouths[who];
        const other = mouths[who === 'customer' ? 'agent' : 'customer'];
        let said = await fill(who, rename(frame));
        if (said.type === 'hello' && who === 'agent') said = { ...said, ticket: await nextTicket() };

        const from = mouth.heard.length;
        const otherFrom = other.heard.length;
        await mouth.say(said);
        const { id } = said;
        const answer = ANSWERED_BY[said.type];
        if (id !== undefined) {
          const { error } = await mouth.hear((heard) => heard['id'] === id, from);
          assert.notEqual((error as { code: string } | undefined)?.code, 'bad_frame', file);
        } else if (answer !== undefined) await mouth.hear(({ type }) => type === answer, from);
        else if (said.type === 'signal') await other.hear(({ type }) => type === 'signal', otherFrom);
      }
      for (const mouth of Object.values(mouths)) {
        await mouth.say({ type: 'follow' });
        await mouth.hear(({ type }) => type === 'error');
      }
      // Told a few seconds after an agent has become available, and after a call.
      await mouths.customer.hear(({ type }) => type === 'availability');
      await mouths.customer.hear(({ type, view }) => type === 'callback' && isOver(view));

      if (process.env['RECORD'] && version === `v${PROTOCOL_VERSIONS[0]}`) record(version, mouths);
      for (const { file, who, does, frame } of readFixtures(version)) {
        if (does !== 'hears') continue;
        const now = new Set(
          mouths[who].heard.filter(({ type }) => type === frame.type).flatMap((one) => shapeOf(one)),
        );
        const missing = shapeOf(frame).filter((place) => !now.has(place));

        assert.deepEqual(missing, [], `${file}: not told any more`);
      }
    },
  );
}

/** Of every type and kind the frame in which there is most. */
function record(version: string, mouths: Readonly<Record<Side, Mouth>>): void {
  for (const who of ['customer', 'agent'] as const) {
    const fullest = new Map<string, AnyFrame>();
    for (const frame of mouths[who].heard) {
      const name = [frame.type, ...kindOf(frame)].join('-');
      const known = fullest.get(name);
      if (!known || new Set(shapeOf(frame)).size > new Set(shapeOf(known)).size) fullest.set(name, frame);
    }
    for (const [name, frame] of fullest) writeHeard(version, who, frame, name);
  }
}

/** Of a type that says different things, which of them. */
function kindOf(frame: AnyFrame): readonly string[] {
  const { value, entries, desk } = frame as Partial<Record<string, object>>; // those that frames have
  if (value && frame.type === 'answer') return ['holdId' in value ? 'hold' : 'offer'];
  const text = JSON.stringify(entries ?? desk ?? {});
  return text.includes('"type":"callback.') || text.includes('"callbackId"') ? ['callback'] : [];
}

function isOver(view: unknown): boolean {
  return view !== null && typeof view === 'object' && 'endedAt' in view;
}

test('a client of today talks with a server that says more than it knows', { timeout: 60_000 }, async (t) => {
  const server = await startServer();
  const newer = await startNewerServer(server.line.socket);
  t.after(async () => {
    newer.close();
    await server.stop();
  });
  const center = createRemoteContactCenter({ url: newer.url, clock: createSystemClock() });
  const session = center.open({ siteId: 'shop' as SiteId, locale: 'en' });
  const conversationId = newId();
  const identity = () => ({ commandId: newId(), intentAt: Date.now() });
  type Execute = (command: object, key: object) => Promise<unknown>;
  const execute = session.execute as unknown as Execute; // the ids are branded; those of tests are not
  const told = new Promise<void>((resolve) => {
    session.on('entries', ({ entries }) => {
      if (entries.some(({ type }) => type === 'chat.message')) resolve();
    });
  });

  await new Promise<void>((resolve) => {
    session.on('welcome', () => resolve());
  });
  await execute({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' }, identity());
  session.follow(conversationId as Parameters<typeof session.follow>[0]);
  await execute({ type: 'chat.send', conversationId, content: { kind: 'text', text: 'Hello' } }, identity());
  await told;
  session.close();

  assert.ok(newer.added() > 3);
});

/** Stands between: every frame of the server gets a field nobody knows, and one of a type nobody knows follows it. */
async function startNewerServer(
  target: string,
): Promise<{ readonly url: string; added(): number; close(): void }> {
  const front = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  let added = 0;
  front.on('connection', (near) => {
    const far = new WebSocket(target);
    const early: string[] = [];
    near.on('message', (data: Buffer) => {
      if (far.readyState === WebSocket.OPEN) far.send(data.toString());
      else early.push(data.toString());
    });
    far.on('open', () => early.splice(0).forEach((text) => far.send(text)));
    far.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as AnyFrame; // of our own server
      near.send(JSON.stringify({ ...frame, ofTheFuture: { depth: [1, { two: null }] } }));
      near.send(JSON.stringify({ type: 'of-the-future', id: newId(), value: { seq: 'many' } }));
      added += 1;
    });
    near.on('close', () => far.terminate());
    far.on('close', () => near.close());
  });
  await new Promise((resolve) => front.once('listening', resolve));
  const address = front.address();
  if (typeof address !== 'object' || address === null) throw new Error('it listens on no port');
  return {
    url: `ws://127.0.0.1:${address.port}/v1/socket`,
    added: () => added,
    close: () => {
      for (const client of front.clients) client.terminate();
      front.close();
    },
  };
}
