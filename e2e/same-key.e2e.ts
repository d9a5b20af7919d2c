/**
 * The same key and the same body are answered the same, byte for byte, by a real server: at once, after it was killed, and
 * after the customer's token has changed. Another body with that key is a conflict. What nobody knows is passed over.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { ServerProcess } from './support/server-process.ts';
import { startConfigured } from './support/start-configured.ts';
import {
  connect,
  newId,
  ticketsFor,
  WireFailure,
  type LooseFrame,
  type WireClient,
} from './support/wire-client.ts';

type Frame = Readonly<Record<string, unknown>>;

/** A frame with a key, the same with another body where it can have one, and who says it. */
interface Asked {
  readonly name: string;
  readonly who: 'customer' | 'agent';
  readonly frame: Frame;
  readonly other?: Frame;
}

let server: ServerProcess;
let customer: WireClient;
let agent: WireClient;
let nextTicket: () => Promise<string>;
let token: string | undefined;
const tokens = new Set<string>();

before(async () => {
  // A token is old at once: every hello brings a new one.
  server = await startConfigured({ limits: { tokenRotationMs: 1 } });
  const login = server.line.logins.find(({ role }) => role === 'agent');
  assert.ok(login);
  nextTicket = await ticketsFor(server.line.url, login);
  await reconnect();
});
after(async () => {
  customer.close();
  agent.close();
  await server.stop();
});

async function reconnect(): Promise<void> {
  const hello = { role: 'customer', siteId: 'shop', ...(token === undefined ? {} : { token }) };
  customer = await connect(server.line.socket, hello);
  token = customer.token ?? token;
  assert.ok(token);
  tokens.add(token);
  agent = await connect(server.line.socket, { role: 'agent', ticket: await nextTicket() });
}

/** The bytes of the answer; of a refusal, its code. */
async function answerTo({ who }: Asked, frame: Frame): Promise<string> {
  const client = who === 'customer' ? customer : agent;
  try {
    return client.textOf(await client.request(frame));
  } catch (failure) {
    if (!(failure instanceof WireFailure)) throw failure;
    return failure.code;
  }
}

const conversationId = newId();
const other = newId();
const intentAt = Date.now();
const command = (body: Frame): Frame => ({ type: 'command', id: newId(), intentAt, command: body });
/** The same key, another command. */
const instead = (frame: Frame, body: Frame): Frame => ({ ...frame, command: body });
const send = (text: string): Frame => ({
  type: 'chat.send',
  conversationId,
  content: { kind: 'text', text },
});

function offered(): Promise<string> {
  return new Promise((resolve) =>
    agent.onFrame(({ desk }: LooseFrame) => {
      const offer = desk?.offers.find(({ conversation }) => conversation.conversationId === conversationId);
      if (offer) resolve(offer.offerId);
    }),
  );
}

describe('every command that was done', () => {
  const done: (Asked & { readonly answer: string })[] = [];
  const ask = async (name: string, who: Asked['who'], frame: Frame, otherFrame?: Frame): Promise<void> => {
    const asked = { name, who, frame, ...(otherFrame === undefined ? {} : { other: otherFrame }) };
    const answer = await answerTo(asked, frame);
    assert.match(answer, /"type":"result"/, `${name}: ${answer}`);
    done.push({ ...asked, answer });
  };
  const assertSame = async (): Promise<void> => {
    for (const asked of done) assert.equal(await answerTo(asked, asked.frame), asked.answer, asked.name);
  };

  test('is answered the same at once', async () => {
    const available = command({ type: 'presence.set', presence: 'available' });
    await ask('presence.set', 'agent', available);
    const start = command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
    const rings = offered();
    await ask(
      'conversation.start',
      'customer',
      start,
      instead(start, { ...(start['command'] as Frame), locale: 'ko' }),
    );
    const message = command(send('안녕하세요'));
    await ask('chat.send of a customer', 'customer', message, instead(message, send('something else')));
    const context = command({
      type: 'conversation.set-context',
      conversationId,
      context: { customerName: '김하나' },
    });
    await ask('conversation.set-context', 'customer', context, instead(context, send('something else')));
    const accept = command({ type: 'offer.accept', conversationId, offerId: await rings });
    await ask('offer.accept', 'agent', accept, instead(accept, send('something else')));
    const reply = command(send('What can I do for you?'));
    await ask('chat.send of an agent', 'agent', reply, instead(reply, send('something else')));
    const interactions = [{ id: newId(), name: 'panel.opened', at: intentAt, properties: {} }];
    await ask('report', 'customer', { type: 'report', id: newId(), interactions });
    const end = command({ type: 'conversation.end', conversationId });
    await ask('conversation.end', 'agent', end, instead(end, send('something else')));

    await assertSame();
  });

  test('is answered the same after the server was killed', async () => {
    await server.kill();
    await server.restart();
    await reconnect();

    await assertSame();
  });

  test('is answered the same after the token has changed, twice', async () => {
    const before = tokens.size;
    await reconnect();
    await reconnect();

    assert.equal(tokens.size, before + 2);
    await assertSame();
  });

  test('is a conflict with another body, and changes nothing', async () => {
    for (const asked of done) {
      if (asked.other) assert.equal(await answerTo(asked, asked.other), 'conflict', asked.name);
    }

    await assertSame();
  });

  test('is a conflict with the key of somebody else in the same conversation', async () => {
    const message = done.find(({ name }) => name === 'chat.send of a customer');
    assert.ok(message);

    assert.equal(
      await answerTo({ ...message, who: 'agent' }, instead(message.frame, send('mine'))),
      'conflict',
    );
  });

  test('says nothing to a stranger who has the key', async () => {
    const mine = customer;
    customer = await connect(server.line.socket, { role: 'customer', siteId: 'shop' });
    const message = done.find(({ name }) => name === 'chat.send of a customer');
    assert.ok(message);

    assert.equal(await answerTo(message, message.frame), 'not_found');
    customer.close();
    customer = mine;
  });
});

test('what was refused may be asked again when it can be done', async () => {
  const early = command({
    type: 'chat.send',
    conversationId: other,
    content: { kind: 'text', text: 'early' },
  });
  const asked: Asked = { name: 'early', who: 'customer', frame: early };
  assert.equal(await answerTo(asked, early), 'not_found');
  const start = { type: 'conversation.start', conversationId: other, channel: 'chat', locale: 'en' };
  await customer.command(start);

  assert.match(await answerTo(asked, early), /"type":"result"/);
});

test('frames of unknown types are passed over and counted', async () => {
  const unknown = async (): Promise<number> => {
    const text = await (await fetch(new URL('/metrics', server.line.url))).text();
    return Number(/^beside_frames_unknown_total (\d+)$/m.exec(text)?.[1]);
  };
  const before = await unknown();
  for (const client of [customer, agent]) {
    client.send({ type: 'of-the-future' });
    client.send({ type: 'of-the-future', id: newId(), what: { ever: [1] } });
  }
  const { type } = await customer.command({
    type: 'chat.send',
    conversationId: other,
    content: { kind: 'text', text: 'still here' },
  });
  await agent.command({ type: 'presence.set', presence: 'away' });

  assert.equal(type, 'result');
  assert.equal((await unknown()) - before, 4);
});
