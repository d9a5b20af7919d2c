import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callbackId, viewOf, WISH } from '../../testing/callbacks.ts';
import { settle } from '../../testing/fake-clock.ts';
import { openCallback } from '../../testing/open-callback.ts';

const CHOICE = { when: { kind: 'asap' }, availabilityRevision: 'now.1', zone: 'Asia/Seoul' } as const;

test('“call me again” rings at once what would ring again anyway', async () => {
  const { channel, browser, commands } = await openCallback();
  browser.center.session.emit('callback', viewOf({ status: 'retry-wait', retryAt: 9 }));

  await channel.retry();
  await settle();

  const [move] = commands();
  assert.ok(move?.type === 'callback.reschedule');
  assert.deepEqual([move.when, move.target], [{ kind: 'asap' }, undefined]);
});

test('[C6] “call me again” asks anew in another tab and after a reload, by the number it was moved to', async () => {
  const { channel, browser, commands } = await openCallback();
  await channel.request(WISH);
  await settle();
  const [first] = commands();
  assert.ok(first?.type === 'callback.request');
  const { callbackId: id } = first;
  browser.center.session.emit('callback', viewOf({ callbackId: id }));
  await channel.reschedule({ ...CHOICE, number: '010-8765-4321', country: 'KR' });
  await settle();
  browser.page.client.stop();
  const reloaded = await (await browser.startPage()).client.openCallback();
  const other = await (await browser.startPage()).client.openCallback();

  browser.center.session.emit('callback', viewOf({ callbackId: id, status: 'exhausted', endedAt: 5 }));
  await settle();
  const canRetry = [reloaded.state.canRetry, other.state.canRetry];
  await other.retry();
  await settle();

  const again = commands().at(-1);
  assert.ok(again?.type === 'callback.request');
  assert.deepEqual(canRetry, [true, true]);
  assert.notEqual(again.callbackId, id);
  assert.deepEqual(
    [again.target, again.matter, again.consents, again.when],
    [
      { kind: 'phone', number: '010-8765-4321', country: 'KR' },
      first.matter,
      first.consents,
      { kind: 'asap' },
    ],
  );
});

test('[C6] a callback that was asked for elsewhere cannot be asked for again without its number', async () => {
  const { channel, browser } = await openCallback();

  browser.center.session.emit('callback', viewOf({ status: 'exhausted', endedAt: 5 }));
  await settle();

  assert.equal(channel.state.canRetry, false);
  await assert.rejects(channel.retry(), { code: 'not_found' });
});

for (const status of ['completed', 'cancelled', 'superseded', 'rejected'] as const)
  test(`of a callback that ended as ${status} no number is left here`, async () => {
    const { channel, browser, commands } = await openCallback();
    await channel.request(WISH);
    await settle();
    const [first] = commands();
    assert.ok(first?.type === 'callback.request');
    const before = await browser.store.get('shop.callback');

    browser.center.session.emit('callback', viewOf({ callbackId: first.callbackId, status, endedAt: 5 }));
    await settle();

    assert.ok(JSON.stringify(before).includes('1234-5678'));
    assert.deepEqual([await browser.store.get('shop.callback'), channel.state.canRetry], [undefined, false]);
  });

test('what was kept is read by its schema', async () => {
  const { channel, browser } = await openCallback();
  await browser.store.update('shop.callback', () => ({ callbackId: callbackId(1), target: 'everybody' }));

  browser.center.session.emit('callback', viewOf({ status: 'exhausted', endedAt: 5 }));
  await settle();

  assert.equal(channel.state.canRetry, false);
});

test('who is forgotten has no number left here of a request that was taken', async () => {
  const { channel, browser } = await openCallback();
  await channel.request(WISH);
  await settle();

  await browser.page.client.forget();

  assert.equal(await browser.store.get('shop.callback'), undefined);
});
