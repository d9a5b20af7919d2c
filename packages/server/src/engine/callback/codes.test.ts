import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError, newId } from '@beside/protocol';
import type { ClaimedTimer } from '../../ports/store-work.ts';
import type { AfterTest, TestCentre, TestCustomer } from '../testing/test-centre.ts';
import {
  createCallback,
  createRequest,
  openCallingCentre,
  request,
  slotsOf,
} from './testing/calling-centre.ts';
import { keepSentMessages, type KeptMessages } from './testing/kept-messages.ts';

const MINUTE = 60_000;

async function open(t: AfterTest): Promise<{ test: TestCentre; kept: KeptMessages; customer: TestCustomer }> {
  const kept = keepSentMessages();
  const callback = createCallback({ verification: 'code', rules: { perNumberDay: 50, perSessionHour: 50 } });
  const test = await openCallingCentre(t, callback, { senders: kept.senders });
  await (await test.agent()).arrive();
  return { test, kept, customer: await test.customer() };
}

const refusal = (code: string, details: object) => (error: unknown) => {
  assert.ok(error instanceof BesideError);
  assert.deepEqual([error.code, error.details], [code, details]);
  return true;
};
const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? 'none';
const otherThan = (code: string): string => (code === '123456' ? '654321' : '123456');

describe('a number that has to be proven', () => {
  it('[C8] gets six digits, is rung only after they were said, and is told so', async (t) => {
    const { test, kept, customer } = await open(t);
    const { conversationId, callbackId } = await request(test, customer);
    await test.pass(1_000);

    assert.equal((await test.centre.callbacks.view(customer.actor))?.status, 'verifying');
    assert.deepEqual([kept.sent.length, kept.lastSms().to], [1, '+821012345678']);
    const code = codeIn(kept.lastSms().text);
    await customer.do({ type: 'callback.verify', conversationId, callbackId, code });
    await test.pass(1_000);

    assert.notEqual((await test.centre.callbacks.view(customer.actor))?.status, 'verifying');
    assert.match(kept.lastSms().text, /전화드릴 시간/);
  });

  it('[C8] is not proven by five wrong ones and the right one; another code gives five tries again', async (t) => {
    const { test, kept, customer } = await open(t);
    const { conversationId, callbackId } = await request(test, customer);
    await test.pass(1_000);
    const code = codeIn(kept.lastSms().text);
    const about = { conversationId, callbackId } as const;
    const say = (said: string) => customer.do({ type: 'callback.verify', ...about, code: said });

    const wrong = Array.from({ length: 5 }, (_, index) => String(100_000 + index)).map((one) =>
      one === code ? '999999' : one,
    );
    for (const [index, one] of wrong.entries())
      await assert.rejects(say(one), refusal('code_wrong', { triesLeft: 4 - index }));
    await assert.rejects(say(code), refusal('code_wrong', { triesLeft: 0 }));

    await customer.do({ type: 'callback.send-code', ...about });
    await test.pass(1_000);
    await say(codeIn(kept.lastSms().text));
    assert.notEqual((await test.centre.callbacks.view(customer.actor))?.status, 'verifying');
  });

  it('[C8] is not proven by a code of ten minutes ago, nor by that of another callback', async (t) => {
    const { test, kept, customer } = await open(t);
    const first = await request(test, customer);
    await test.pass(1_000);
    const code = codeIn(kept.lastSms().text);
    const { conversationId, callbackId } = first;
    await test.pass(10 * MINUTE);
    await assert.rejects(
      customer.do({ type: 'callback.verify', conversationId, callbackId, code }),
      refusal('code_wrong', { reason: 'expired' }),
    );
    await customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'asked' });
    const second = await request(test, customer);

    await assert.rejects(
      customer.do({
        ...{ type: 'callback.verify', code },
        ...{ conversationId: second.conversationId, callbackId: second.callbackId },
      }),
      (error: unknown) => error instanceof BesideError && error.code === 'code_wrong',
    );
  });

  it('[C8] gets three codes an hour, whoever asks; the fourth request is not taken down', async (t) => {
    const { test, kept, customer } = await open(t);
    const { conversationId, callbackId } = await request(test, customer);
    const again = () => customer.do({ type: 'callback.send-code', conversationId, callbackId });
    await again();
    await again();
    await assert.rejects(
      again(),
      (error: unknown) => error instanceof BesideError && error.code === 'rate_limited',
    );
    await customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'asked' });

    const stranger = await test.customer();
    await assert.rejects(request(test, stranger), (error: unknown) => {
      assert.ok(error instanceof BesideError);
      return error.code === 'rate_limited' && error.details['cap'] === 'number_code';
    });
    assert.equal(await test.centre.callbacks.view(stranger.actor), null);
    await test.pass(60 * MINUTE);
    await request(test, stranger);
    assert.ok(kept.sent.every(({ channel }) => channel === 'sms'));
  });

  it('[E1] gets one code for one command, however often it is sent', async (t) => {
    const { test, kept, customer } = await open(t);
    const command = await createRequest(test, customer);
    const [requestId, sendId] = [newId(test.clock), newId(test.clock)];
    const { conversationId, callbackId } = command;

    for (let count = 0; count < 4; count += 1) await customer.do(command, requestId);
    for (let count = 0; count < 4; count += 1)
      await customer.do({ type: 'callback.send-code', conversationId, callbackId }, sendId);
    await test.pass(1_000);

    assert.equal(kept.sent.length, 2);
  });

  it('[E2] is proven by its customer only', async (t) => {
    const { test, kept, customer } = await open(t);
    const { conversationId, callbackId } = await request(test, customer);
    await test.pass(1_000);
    const code = codeIn(kept.lastSms().text);
    const stranger = await test.customer();

    for (const command of [
      { type: 'callback.verify', conversationId, callbackId, code },
      { type: 'callback.send-code', conversationId, callbackId },
    ] as const)
      await assert.rejects(stranger.do(command), refusal('not_found', {}));
  });

  it('[C8] is no way to another number', async (t) => {
    const { test, kept, customer } = await open(t);
    const { conversationId, callbackId } = await request(test, customer);
    await test.pass(1_000);
    const code = codeIn(kept.lastSms().text);
    await customer.do({ type: 'callback.verify', conversationId, callbackId, code });
    const { slots, availabilityRevision } = await slotsOf(test, customer);
    const move = (number: string) =>
      customer.do({
        ...{ type: 'callback.reschedule', conversationId, callbackId, revision: 1, zone: 'Asia/Seoul' },
        ...{ availabilityRevision, when: { kind: 'scheduled', startAt: slots[5]!.startAt } },
        target: { kind: 'phone', number },
      });

    await assert.rejects(move('010-8765-4321'), refusal('number_not_allowed', { reason: 'not-proven' }));
    await move('+82 10 1234 5678');
  });

  it('[C8] that nobody proves is given up after half an hour, without a word to it', async (t) => {
    const { test, kept, customer } = await open(t);
    await request(test, customer);

    await test.pass(30 * MINUTE + 1_000);

    assert.equal((await test.centre.callbacks.view(customer.actor))?.status, 'expired');
    assert.equal(kept.sent.length, 1);
  });

  it('[C8] a code is kept as a hash, sealed while it waits, and forgotten after an hour', async (t) => {
    const { test, kept, customer } = await open(t);
    kept.answers.push({ kind: 'failed', mayRetry: true });
    const { conversationId, callbackId } = await request(test, customer);
    await test.pass(1_000);
    const code = codeIn(kept.lastSms().text);
    let rows: ClaimedTimer[] = [];
    const looked = new Error('only looked at');
    await assert.rejects(
      test.store.transact(async (transaction) => {
        rows = await transaction.claimTimers(test.clock.now() + 60 * MINUTE, 0, 100);
        throw looked;
      }),
      looked,
    );
    assert.ok(rows.some(({ payload }) => payload['notice'] === 'code' && payload['sealedCode']));
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(`\\b${code}\\b`));

    const name = `callback-code:shop:${test.parts.keyring.hashCounted('number', 'shop', '+821012345678')}`;
    const find = () => test.store.read((transaction) => transaction.getValue(name));
    assert.doesNotMatch((await find()) ?? '', new RegExp(`\\b${code}\\b`));
    await assert.rejects(
      customer.do({ type: 'callback.verify', conversationId, callbackId, code: otherThan(code) }),
    );
    await test.pass(61 * MINUTE);
    assert.equal(await find(), undefined);
  });
});
