import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ERRORS, LIMITS } from '@beside/protocol';
import {
  startConversation,
  startTestServer,
  type TestCustomer,
  type TestServer,
} from './testing/test-server.ts';
import { codeOf, newId, type AnyFrame } from './testing/wire.ts';

let server: TestServer;
let customer: TestCustomer;
let conversationId: string;

before(async () => {
  server = await startTestServer({ limits: { messageBurst: 500, messagesPerMinute: 5_000 } });
});
after(() => server.stop());
beforeEach(async () => {
  customer = await server.customer();
  conversationId = await startConversation(customer);
});
afterEach(async () => {
  customer.close();
  // Whatever was said: the server answers, and to somebody else as ever.
  assert.deepEqual(await (await fetch(`${server.url}/healthz`)).json(), { status: 'ok' });
  const other = await server.customer();
  await startConversation(other);
  other.close();
});

/** Says it, then something right; resolves to the error, after the right thing was answered. */
async function refusalOf(frame: unknown): Promise<AnyFrame | undefined> {
  const from = customer.frames.length;
  customer.send(frame);
  const pong = await ping(from);
  // What is not about this frame (places in the queue, availability) may come at any time.
  const answers = customer.frames.slice(from, customer.frames.indexOf(pong));
  return answers.find(({ type }) => type === 'refusal' || type === 'error');
}

function ping(from: number): Promise<AnyFrame> {
  customer.send({ type: 'ping', at: 7 });
  return customer.ofType('pong', from);
}

const badFrame = (details: object): object => ({
  type: 'error',
  error: { code: 'bad_frame', message: ERRORS.bad_frame.message, details },
});

const follow = (cursor: unknown): object => ({ type: 'follow', conversationId, cursor });

describe('a frame that is no message', () => {
  it('[bad_W1] is refused when it is empty', async () => {
    assert.deepEqual(await refusalOf(''), badFrame({ problem: 'json' }));
  });

  it('[bad_W2] ends the socket when it is binary', async () => {
    customer.send(Buffer.from('{"type":"ping","at":1}'));

    assert.equal(await customer.closed, 1003);
  });

  it('[bad_W3] ends the socket when it is one byte too large, and not before', async () => {
    const filled = (bytes: number): string => {
      const frame = JSON.stringify({ type: 'x', text: '' });
      return frame.replace('""', `"${'a'.repeat(bytes - frame.length)}"`);
    };
    assert.equal(await refusalOf(filled(LIMITS.maxFrameBytes)), undefined);

    customer.send(filled(LIMITS.maxFrameBytes + 1));

    assert.equal(await customer.closed, 1009);
  });

  it('[bad_W5] is refused when it is nested too deeply, without any recursion meeting it', async () => {
    for (const depth of [33, 10_000, 60_000]) {
      const frame = `{"type":"ping","at":${'['.repeat(depth - 1)}`;
      assert.deepEqual(await refusalOf(frame), badFrame({ problem: 'depth', max: 32 }));
    }
  });

  it('[bad_W1] is refused when it is not an object with a type', async () => {
    const problems = new Map([
      ['[]', 'object'],
      ['null', 'object'],
      ['{"type":7}', 'type'],
      ['{"type":"ping","at":1}}', 'json'],
      ["{'type':'ping'}", 'json'],
      ['\ufeff{"type":"ping","at":1}', 'json'],
      ['{"type":"ping","at":NaN}', 'json'],
    ]);

    for (const [text, problem] of problems) assert.deepEqual(await refusalOf(text), badFrame({ problem }));
  });
});

describe('a message that breaks its schema', () => {
  it('[bad_W6] reaches no prototype', async () => {
    const refused = [
      '{"type":"ping","at":1,"__proto__":{"admin":true}}',
      '{"type":"ping","at":1,"\\u005f\\u005fproto__":{"admin":true}}',
      '{"type":"ping","at":1,"constructor":{"prototype":{"admin":true}}}',
      `{"type":"command","id":"${newId()}","intentAt":1,"command":{"type":"conversation.set-context","conversationId":"${conversationId}","context":{"attributes":{"constructor":"x"}}}}`,
    ];

    for (const text of refused)
      assert.equal(codeOf((await refusalOf(text)) ?? { type: 'none' }), 'bad_frame');
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it('[bad_W6] counts the last one of two equal keys', async () => {
    const from = customer.frames.length;
    customer.send('{"type":"ping","at":1,"at":2}');

    assert.equal((await customer.ofType('pong', from))['at'], 2);
  });

  it('[bad_W7] is refused when a number is none of ours', async () => {
    const numbers = ['1e999', '-1', '-0', '1.5', '9007199254740993', '"NaN"', '"1"', 'null', 'true'];

    for (const number of numbers) {
      const frame = `{"type":"follow","conversationId":"${conversationId}","cursor":{"epoch":"12345678","seq":${number}}}`;
      const code = codeOf((await refusalOf(frame)) ?? { type: 'none' });
      assert.equal(code, number.length > 15 ? 'too_large' : 'bad_frame', number);
    }
  });

  it('[bad_W9] is refused when a field is unknown, missing or of another kind', async () => {
    const frames = [
      { type: 'ping' },
      { type: 'ping', at: 1, more: true },
      { type: 'ping', at: null },
      { type: 'follow', conversationId: [conversationId] },
      follow(null),
      follow([]),
      { type: 'signal', conversationId, signal: { kind: 'queue-position', position: 1 } },
      { type: 'history', conversationId, id: newId(), beforeSeq: 5, limit: 0 },
    ];

    for (const frame of frames)
      assert.equal(codeOf((await refusalOf(frame)) ?? { type: 'none' }), 'bad_frame', JSON.stringify(frame));
  });

  it('[bad_W9] of an unknown type is passed over and counted', async () => {
    const count = async (): Promise<number> => {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      return Number(/^beside_frames_unknown_total (\d+)$/m.exec(text)?.[1]);
    };
    const before = await count();

    for (const type of ['hologram', 'toString', '__proto__', 'presence', ''])
      assert.equal(await refusalOf({ type, id: newId() }), undefined);

    assert.equal(await count(), before + 5);
  });

  it('[bad_W12] without an id that can be answered is answered by an error without it', async () => {
    for (const id of ['', 'x'.repeat(10_240), '\u0000', 7, null, ['a'], newId().toUpperCase()]) {
      const answer = await refusalOf({
        type: 'command',
        id,
        intentAt: 1,
        command: { type: 'conversation.end', conversationId },
      });
      assert.deepEqual([answer?.type, codeOf(answer ?? { type: 'none' })], ['error', 'bad_frame']);
    }
  });

  it('[bad_W19] follows nothing that is no conversation', async () => {
    for (const id of ['*', '../', `${conversationId}/*`, '', `site:shop`, [conversationId, conversationId]])
      assert.equal(
        codeOf((await refusalOf({ type: 'follow', conversationId: id })) ?? { type: 'none' }),
        'bad_frame',
      );
  });
});

describe('a command', () => {
  it('[bad_W10] that is sent a hundred times at once is done once and answered a hundred times alike', async () => {
    const id = newId();
    const frame = {
      type: 'command',
      id,
      intentAt: Date.now(),
      command: { type: 'chat.send', conversationId, content: { kind: 'text', text: 'only once' } },
    };
    const twin = await server.customer({ token: customer.token });
    for (let times = 0; times < 50; times += 1) for (const wire of [customer, twin]) wire.send(frame);
    const isAnswer = (answer: AnyFrame): boolean => answer['id'] === id;
    for (const wire of [customer, twin]) {
      wire.send({ type: 'ping', at: 1 });
      await wire.ofType('pong');
    }

    const answers = [...customer.frames.filter(isAnswer), ...twin.frames.filter(isAnswer)];
    const page = await customer.ask({ type: 'history', conversationId, beforeSeq: 1_000, limit: 200 });

    assert.equal(answers.length, 100);
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    assert.equal(answers[0]?.type, 'result');
    assert.equal(JSON.stringify(page['entries']).split('only once').length - 1, 1);
    twin.close();
  });

  it('[bad_W11] with the key of another one is a conflict', async () => {
    const id = newId();
    const say = (text: string): Promise<AnyFrame> =>
      customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } }, id);

    assert.deepEqual(
      [(await say('a')).type, codeOf(await say('b')), (await say('a')).type],
      ['result', 'conflict', 'result'],
    );
  });

  it('[bad_W17] to a conversation that has ended is refused in words', async () => {
    await customer.command({ type: 'conversation.end', conversationId });

    const answer = await customer.command({
      type: 'chat.send',
      conversationId,
      content: { kind: 'text', text: 'still there?' },
    });

    assert.deepEqual([answer.type, codeOf(answer)], ['refusal', 'conversation_closed']);
  });

  it("[bad_W18] is dated by the server's clock, whatever the page's clock says", async () => {
    const say = (intentAt: number): Promise<AnyFrame> =>
      customer.ask({
        type: 'command',
        intentAt,
        command: { type: 'chat.send', conversationId, content: { kind: 'text', text: 'tick' } },
      });
    const startedAt = Date.now();

    for (const intentAt of [0, 253_402_300_799_999]) {
      const { at } = (await say(intentAt))['value'] as { at: number }; // as the wire's schema says
      assert.ok(at >= startedAt && at <= Date.now());
    }
    assert.equal(codeOf(await say(-1)), 'bad_frame');
    assert.equal(codeOf(await say(1e15)), 'too_large');
  });

  it('[bad_C5] with a text of one byte too many is refused with the limit, and not stored', async () => {
    const say = (text: string): Promise<AnyFrame> =>
      customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });

    assert.equal((await say('가'.repeat(1_365) + 'a')).type, 'result');
    assert.equal(codeOf(await say('가'.repeat(1_366))), 'too_large');
  });

  it('[bad_C6] without anything to read in it is refused', async () => {
    for (const text of ['', '   ', '\n\t', '\u200b\u200d\ufeff']) {
      const answer = await customer.command({
        type: 'chat.send',
        conversationId,
        content: { kind: 'text', text },
      });
      assert.equal(codeOf(answer), 'bad_frame', JSON.stringify(text));
    }
  });

  it('[bad_C7] is refused when a short text or a name in it has signs that break things', async () => {
    const contexts = [
      { customerName: 'a\u0000' },
      { customerName: '\u202ea' },
      { attributes: { plan: '\u0007' } },
    ];
    for (const context of contexts) {
      const answer = await customer.command({ type: 'conversation.set-context', conversationId, context });
      assert.equal(codeOf(answer), 'bad_frame', JSON.stringify(context));
    }
  });

  it('[bad_C7] with signs that break things comes back unchanged or is refused, never cut', async () => {
    const texts = ['a\u2028b', 'e\u0301 é', 'a\u0000b', 'a\ud800b', '\udfff', '👩‍👩‍👧‍👦', '\u202eabc'];
    for (const text of texts) {
      const id = newId();
      const answer = await customer.command(
        { type: 'chat.send', conversationId, content: { kind: 'text', text } },
        id,
      );
      const page = await customer.ask({ type: 'history', conversationId, beforeSeq: 1_000, limit: 1 });
      const [entry] = page['entries'] as { body: { content?: { text: string } } }[]; // as the wire's schema says
      if (answer.type === 'result') assert.equal(entry?.body.content?.text, text);
      else assert.equal(codeOf(answer), 'bad_frame', JSON.stringify(text));
    }
  });
});
