import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createShiftClock } from './testing/shift-clock.ts';
import {
  startConversation,
  startTestServer,
  takeConversation,
  type TestServer,
} from './testing/test-server.ts';

const HOUR_MS = 3_600_000;
const clock = createShiftClock();
let server: TestServer;
let jumpedMs = 0;

before(async () => {
  server = await startTestServer({}, undefined, { clock });
});
after(() => server.stop());
afterEach(() => jump(-jumpedMs));

function jump(offsetMs: number): void {
  clock.jump(offsetMs);
  jumpedMs += offsetMs;
}

describe('when the wall clock of the server jumps', () => {
  for (const offsetMs of [HOUR_MS, -HOUR_MS]) {
    it(`by ${offsetMs / HOUR_MS} h, sockets that are alive stay`, async () => {
      const customer = await server.customer();
      jump(offsetMs);
      clock.shift(2_500); // the sweep looks at every socket
      const from = customer.frames.length;
      customer.send({ type: 'ping', at: 1 });

      const pong = await customer.ofType('pong', from);

      assert.equal(customer.isOpen, true);
      assert.ok(
        Math.abs(Number(pong['serverTime']) - clock.now()) < 5_000,
        'what it tells is the time of the wall',
      );
      customer.close();
    });

    it(`by ${offsetMs / HOUR_MS} h, dead sockets are still found`, async () => {
      const customer = await server.customer();
      jump(offsetMs);
      clock.shift(46_000);

      assert.equal(typeof (await customer.closed), 'number');
    });
  }

  it('back, consoles still hear what changes', async () => {
    const [login] = server.logins;
    assert.ok(login);
    const agent = await server.agent(login);
    await agent.ofType('desk');
    jump(-HOUR_MS);
    const customer = await server.customer();

    await takeConversation(agent, await startConversation(customer));

    agent.close();
    customer.close();
  });

  it('back, whoever wrote much may write again after the usual time', async () => {
    const customer = await server.customer();
    const conversationId = await startConversation(customer);
    const write = () =>
      customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text: 'more' } });
    const answers = await Promise.all(Array.from({ length: 25 }, write));
    assert.ok(answers.some(({ type }) => type === 'refusal'));
    jump(-HOUR_MS);
    clock.shift(15_000);

    assert.equal((await write()).type, 'result');
    customer.close();
  });
});
