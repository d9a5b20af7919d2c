import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sender } from '../../../ports/sender.ts';
import type { AfterTest, TestCentre, TestCustomer } from '../../testing/test-centre.ts';
import { agree, createCallback, openCallingCentre, request, slotsOf } from '../testing/calling-centre.ts';
import { keepSentMessages, linkIn, type KeptMessages } from '../testing/kept-messages.ts';

const MINUTE = 60_000;

interface Scene {
  readonly test: TestCentre;
  readonly kept: KeptMessages;
  readonly customer: TestCustomer;
}

async function open(t: AfterTest, senders?: Sender): Promise<Scene> {
  const kept = keepSentMessages();
  const test = await openCallingCentre(t, createCallback({ plannedAgents: { general: 4 } }), {
    senders: senders ? { sms: senders } : kept.senders,
    mainOrigin: () => 'https://help.example',
  });
  return { test, kept, customer: await test.customer() };
}

/** Asks for the sixth slot. */
async function book({ test, customer }: Scene, locale = 'ko') {
  const { slots, availabilityRevision } = await slotsOf(test, customer);
  const { startAt } = slots[5]!;
  const booked = await request(test, customer, {
    ...{ when: { kind: 'scheduled', startAt }, availabilityRevision, locale },
    consents: agree(test, 'shop', locale),
  });
  await test.pass(1_000);
  return { ...booked, slots, availabilityRevision, startAt };
}

async function identify({ test, customer }: Scene, email: string): Promise<void> {
  const { customerId } = customer.actor;
  await test.store.transact(async (transaction) => {
    const record = await transaction.findCustomer(customerId);
    assert.ok(record);
    const sealedIdentity = test.parts.keyring.seal(
      record.wrappedKey,
      `identity|${customerId}`,
      JSON.stringify({ subject: 'mina', email }),
    );
    await transaction.updateCustomer({ ...record, sealedIdentity });
  });
}

describe('what a customer is told', () => {
  it('[C7] [C9] when it rings, from which digits it is known, and where it is managed', async (t) => {
    const scene = await open(t);
    await book(scene);

    const { text, to, locale } = scene.kept.lastSms();
    const view = await scene.test.centre.callbacks.view(scene.customer.actor);

    assert.deepEqual([to, locale], ['+821012345678', 'ko']);
    assert.match(text, /^\[shop\]\n전화드릴 시간: .+\n상담원이 확인 숫자 \d\d을\(를\) 말합니다/);
    assert.ok(text.includes(`확인 숫자 ${view?.checkCode ?? '?'}`));
    assert.equal(linkIn(text, '시간 변경'), view?.manageUrl);
    assert.match(linkIn(text, '요청하신 적이'), /^https:\/\/help\.example\/callback\/[\w.-]+$/);
  });

  it('[C4] both times, where its own clock says something else than ours', async (t) => {
    const scene = await open(t);
    const { slots, availabilityRevision } = await slotsOf(scene.test, scene.customer);
    const { startAt } = slots[5]!;
    await request(scene.test, scene.customer, {
      ...{ when: { kind: 'scheduled', startAt }, availabilityRevision },
      ...{ locale: 'en-US', zone: 'America/New_York' },
      consents: agree(scene.test, 'shop', 'en-US'),
    });
    await scene.test.pass(1_000);

    const { text } = scene.kept.lastSms();
    assert.match(text, /We will call you: .+\(Eastern (?:Standard|Daylight) Time\)\./);
    assert.match(text, /With us that is .+\(Korean Standard Time\)\./);
  });

  it('by mail, too, where the site has said who it is; the mail says nothing about “not me”', async (t) => {
    const scene = await open(t);
    await identify(scene, 'mina@example.com');
    await book(scene, 'en');

    const mail = scene.kept.sent.find(({ channel }) => channel === 'email');
    assert.equal(mail?.to, 'mina@example.com');
    assert.equal(mail.subject, '[shop] We will call you');
    assert.doesNotMatch(mail.text, /did not ask for this/);
    assert.equal(scene.kept.sent.length, 2);
  });

  it('[C7] that it was moved, and that it was called off', async (t) => {
    const scene = await open(t);
    const { conversationId, callbackId, slots, availabilityRevision } = await book(scene);
    const { customer, kept, test } = scene;
    const before = await test.centre.callbacks.view(customer.actor);

    await customer.do({
      ...{ type: 'callback.reschedule', conversationId, callbackId, revision: 1, zone: 'Asia/Seoul' },
      ...{ availabilityRevision, when: { kind: 'scheduled', startAt: slots[9]!.startAt } },
    });
    await test.pass(1_000);
    const moved = kept.lastSms().text;
    await customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'asked' });
    await test.pass(1_000);

    assert.match(moved, /전화 예약이 변경되었습니다/);
    assert.notEqual(linkIn(moved, '시간 변경'), before?.manageUrl);
    assert.match(kept.lastSms().text, /취소되었습니다/);
    assert.equal(linkIn(kept.lastSms().text, '다른 시간'), 'https://shop.example');
    assert.equal(kept.sent.length, 3);
  });

  it('[C8] of five moves, and of no more', async (t) => {
    const scene = await open(t);
    const { conversationId, callbackId, slots, availabilityRevision } = await book(scene);
    for (let revision = 1; revision <= 12; revision += 1)
      await scene.customer.do({
        ...{ type: 'callback.reschedule', conversationId, callbackId, revision, zone: 'Asia/Seoul' },
        ...{ availabilityRevision, when: { kind: 'scheduled', startAt: slots[10 + revision]!.startAt } },
      });

    await scene.test.pass(2_000);

    assert.equal(scene.kept.sent.length, 1 + 5);
  });

  it('[C6] that its time is over and nobody called', async (t) => {
    const scene = await open(t);
    const { startAt } = await book(scene);
    const { test, kept } = scene;

    await test.pass(startAt - test.clock.now() + 60 * MINUTE);

    assert.match(kept.lastSms().text, /더 전화드리지 않습니다/);
    assert.equal(kept.sent.length, 2);
  });

  it('nothing that is not true any more when it goes out', async (t) => {
    const scene = await open(t);
    scene.kept.answers.push({ kind: 'failed', mayRetry: true });
    const { conversationId, callbackId } = await book(scene);
    await scene.customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'asked' });

    await scene.test.pass(10 * MINUTE);

    const told = scene.kept.sent.map(({ text }) =>
      text.includes('전화드릴 시간') ? 'confirmed' : 'cancelled',
    );
    assert.deepEqual(told, ['confirmed', 'cancelled']);
  });
});

describe('a message', () => {
  it('that was not taken is tried again with the same id, five times at most', async (t) => {
    const scene = await open(t);
    scene.kept.answers.push(
      ...Array.from({ length: 20 }, () => ({ kind: 'failed', mayRetry: true }) as const),
    );
    const { slots } = await slotsOf(scene.test, scene.customer);
    const { availabilityRevision } = await slotsOf(scene.test, scene.customer);
    await request(scene.test, scene.customer, {
      ...{ when: { kind: 'scheduled', startAt: slots.at(-1)!.startAt }, availabilityRevision },
    });

    await scene.test.pass(300 * MINUTE);

    assert.equal(scene.kept.sent.length, 5);
    assert.equal(new Set(scene.kept.sent.map(({ messageId }) => messageId)).size, 1);
  });

  it('that was refused for good is not tried again', async (t) => {
    const scene = await open(t);
    scene.kept.answers.push({ kind: 'failed', mayRetry: false });
    await book(scene);

    await scene.test.pass(30 * MINUTE);

    assert.equal(scene.kept.sent.length, 1);
  });

  it('that was taken is not sent again after a restart', async (t) => {
    const scene = await open(t);
    await book(scene);
    await scene.test.restart();

    await scene.test.pass(30 * MINUTE);

    assert.equal(scene.kept.sent.length, 1);
  });

  it('[T13] whose end nobody heard before the process ended goes out after the next start', async (t) => {
    const scene = await open(t);
    scene.kept.answers.push('never');
    await book(scene);
    assert.equal(scene.kept.sent.length, 1);
    await scene.test.restart();

    await scene.test.pass(2 * MINUTE);

    assert.equal(scene.kept.sent.length, 2);
    assert.equal(scene.kept.sent[0]?.messageId, scene.kept.sent[1]?.messageId);
  });

  it('[G10] that no mail server answers makes nothing else late', async (t) => {
    const scene = await open(t);
    const { test, customer, kept } = scene;
    await (await test.agent()).arrive();
    kept.answers.push(...Array.from({ length: 5 }, () => 'never' as const));
    const { startAt } = await book(scene);

    await test.pass(startAt - test.clock.now() + 1_000);

    assert.equal((await test.centre.callbacks.view(customer.actor))?.status, 'due');
  });

  it('is kept as what it is about, never as what it says or to whom', async (t) => {
    const scene = await open(t);
    await identify(scene, 'mina@example.com');
    scene.kept.answers.push(
      ...Array.from({ length: 4 }, () => ({ kind: 'failed', mayRetry: true }) as const),
    );
    await book(scene);

    let kept = '';
    const looked = new Error('only looked at');
    const look = scene.test.store.transact(async (transaction) => {
      kept = JSON.stringify(await transaction.claimTimers(scene.test.clock.now() + 60 * MINUTE, 0, 100));
      throw looked;
    });
    await assert.rejects(look, looked);
    assert.match(kept, /callback-message/);
    assert.doesNotMatch(kept, /1234|mina|전화|help\.example/);
  });
});
