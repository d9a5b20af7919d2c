import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError, newId, type CallbackId, type SiteId } from '@beside/protocol';
import type { AfterTest, TestCentre, TestCustomer } from '../testing/test-centre.ts';
import { signLink } from './manage-link.ts';
import { createCallback, openCallingCentre, request, slotsOf } from './testing/calling-centre.ts';
import { keepSentMessages, linkIn, type KeptMessages } from './testing/kept-messages.ts';

interface Scene {
  readonly test: TestCentre;
  readonly kept: KeptMessages;
  readonly customer: TestCustomer;
}

async function open(t: AfterTest): Promise<Scene> {
  const kept = keepSentMessages();
  const callback = createCallback({
    plannedAgents: { general: 4 },
    rules: { perNumberDay: 50, perSessionHour: 50 },
  });
  const test = await openCallingCentre(t, callback, {
    ...{ senders: kept.senders, mainOrigin: () => 'https://help.example' },
  });
  return { test, kept, customer: await test.customer() };
}

async function book({ test, customer, kept }: Scene) {
  const { slots, availabilityRevision } = await slotsOf(test, customer);
  const booked = await request(test, customer, {
    ...{ when: { kind: 'scheduled', startAt: slots[5]!.startAt }, availabilityRevision },
  });
  await test.pass(1_000);
  const { text } = kept.lastSms();
  const [manage, notMe] = ['시간 변경', '요청하신 적이'].map((begin) => tokenOf(linkIn(text, begin)));
  return { ...booked, slots, availabilityRevision, manage: manage!, notMe: notMe! };
}

const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
const notFound = (error: unknown): boolean => error instanceof BesideError && error.code === 'not_found';

describe('a manage link', () => {
  it('[C7] opens the callback for whoever has it, and its customer acts', async (t) => {
    const scene = await open(t);
    const { conversationId, callbackId, slots, availabilityRevision, manage } = await book(scene);
    const { centre, clock } = scene.test;

    const linked = await centre.callbacks.openLink(manage);
    assert.deepEqual(
      [linked.purpose, linked.actor, linked.view.numberEnding, linked.siteName],
      ['manage', scene.customer.actor, '5678', 'shop'],
    );
    await centre.executeForCustomer(
      linked.actor,
      {
        ...{ type: 'callback.reschedule', conversationId, callbackId, revision: 1, zone: 'Asia/Seoul' },
        ...{ availabilityRevision, when: { kind: 'scheduled', startAt: slots[8]!.startAt } },
      },
      { commandId: newId(clock), intentAt: clock.now(), via: 'link' },
    );

    const entries = await scene.test.entries(conversationId);
    const moved = entries.find(({ type }) => type === 'callback.rescheduled');
    assert.ok(moved?.type === 'callback.rescheduled');
    assert.deepEqual(moved.body.by, { role: 'customer', via: 'link' });
  });

  it('[T13] that is changed, of another key, over, or of nothing opens nothing', async (t) => {
    const scene = await open(t);
    const { manage, callbackId } = await book(scene);
    const { centre, parts, clock } = scene.test;
    const claims = {
      purpose: 'manage',
      siteId: 'shop' as SiteId,
      callbackId,
      expiresAt: clock.now() + 1,
    } as const;
    const key = parts.keyring.linkKey;

    for (const token of [
      '',
      'x',
      `${manage}x`,
      manage.slice(1),
      signLink(new Uint8Array(32).fill(1), claims),
      signLink(key, { ...claims, expiresAt: clock.now() }),
      signLink(key, { ...claims, siteId: 'outlet' as SiteId }),
      signLink(key, { ...claims, siteId: 'nowhere' as SiteId }),
      signLink(key, { ...claims, callbackId: newId<CallbackId>(clock) }),
    ])
      await assert.rejects(centre.callbacks.openLink(token), notFound, token);
    assert.ok(await centre.callbacks.openLink(signLink(key, claims)));
  });

  it('[C7] is told no more when the callback has ended, and is over with its time', async (t) => {
    const scene = await open(t);
    const { conversationId, callbackId, manage, slots } = await book(scene);
    const { test, customer } = scene;
    await customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'asked' });

    assert.equal((await test.centre.callbacks.view(customer.actor))?.manageUrl, undefined);
    assert.equal((await test.centre.callbacks.openLink(manage)).view.status, 'cancelled');
    await test.pass(slots[5]!.startAt - test.clock.now() + 3_600_000);
    await assert.rejects(test.centre.callbacks.openLink(manage), notFound);
  });
});

describe('“not me”', () => {
  it('[C8] [T13] calls it off and never rings the number again, with no further message to it', async (t) => {
    const scene = await open(t);
    const { notMe, conversationId } = await book(scene);
    const { test, customer, kept } = scene;

    await test.centre.callbacks.blockByLink(notMe);
    await test.centre.callbacks.blockByLink(notMe);
    await test.pass(5_000);

    const ended = (await test.entries(conversationId)).find(({ type }) => type === 'callback.cancelled');
    assert.ok(ended?.type === 'callback.cancelled');
    assert.deepEqual([ended.body.reason, ended.body.by], ['not-me', { role: 'customer', via: 'link' }]);
    assert.equal(kept.sent.length, 1);
    await assert.rejects(
      request(test, customer),
      (error: unknown) =>
        error instanceof BesideError &&
        error.code === 'number_not_allowed' &&
        error.details['reason'] === 'blocked',
    );
  });

  it('[T13] is said by the link that was sent to the number, and by no other', async (t) => {
    const scene = await open(t);
    const { manage } = await book(scene);

    await assert.rejects(scene.test.centre.callbacks.blockByLink(manage), notFound);
  });

  it('[T13] of a callback that was moved to another number blocks the one it was sent to only', async (t) => {
    const scene = await open(t);
    const { notMe, conversationId, callbackId, slots, availabilityRevision } = await book(scene);
    const { test, customer } = scene;
    await customer.do({
      ...{ type: 'callback.reschedule', conversationId, callbackId, revision: 1, zone: 'Asia/Seoul' },
      ...{ availabilityRevision, when: { kind: 'scheduled', startAt: slots[8]!.startAt } },
      target: { kind: 'phone', number: '010-8765-4321' },
    });

    await test.centre.callbacks.blockByLink(notMe);

    assert.equal((await test.centre.callbacks.view(customer.actor))?.status, 'scheduled');
    const isBlocked = (number: string) =>
      test.store.read((transaction) =>
        transaction.isNumberBlocked('shop', test.parts.keyring.hashCounted('number', 'shop', number)),
      );
    assert.deepEqual([await isBlocked('+821012345678'), await isBlocked('+821087654321')], [true, false]);
  });

  it('[T13] can be said for a week after the callback is over', async (t) => {
    const scene = await open(t);
    const { notMe, slots } = await book(scene);
    const { test } = scene;
    test.clock.jump(slots[5]!.startAt - test.clock.now() + 6 * 86_400_000);
    await test.pass(2_000);
    await test.centre.callbacks.blockByLink(notMe);
    test.clock.jump(2 * 86_400_000);

    await assert.rejects(test.centre.callbacks.blockByLink(notMe), notFound);
  });
});
