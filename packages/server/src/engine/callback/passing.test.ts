import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRest } from '../waiting-list.ts';
import type { TestAgent, TestCentre } from '../testing/test-centre.ts';
import { about, onlyOf, openScene, preview } from './testing/calls-scene.ts';

const PAUSE_MS = 30_000;

async function decline(centre: TestCentre, agent: TestAgent): Promise<void> {
  const { offer, ...callback } = await onlyOf(centre, agent);
  await agent.do({ type: 'callback.decline', ...about(callback), offerId: offer!.offerId });
  await centre.settle();
}

const ringsAt = async (centre: TestCentre, agent: TestAgent): Promise<boolean> =>
  (await onlyOf(centre, agent)).offer !== undefined;

test('[Q4] [CB8] whoever declines and is alone is left alone for half a minute, then asked again', async (t) => {
  const { centre, agent } = await openScene(t);

  await decline(centre, agent);
  assert.equal(await ringsAt(centre, agent), false);
  await centre.pass(PAUSE_MS - 1);
  assert.equal(await ringsAt(centre, agent), false);
  await centre.pass(1_000);

  assert.equal(await ringsAt(centre, agent), true);
});

test('[Q4] [CB8] a colleague who comes meanwhile is asked at once', async (t) => {
  const { centre, agent } = await openScene(t);
  await decline(centre, agent);
  const colleague = await centre.agent();

  await colleague.arrive();

  assert.equal(await ringsAt(centre, colleague), true);
  assert.equal(await ringsAt(centre, agent), false);
});

test('[Q4] [CB8] who gives it back after reading is left alone, too; a restart does not shorten it', async (t) => {
  const { centre, agent } = await openScene(t);
  const read = await preview(centre, agent);
  await agent.do({ type: 'callback.release', ...about(read) });
  await centre.settle();

  await centre.restart();
  await agent.arrive();
  await centre.pass(PAUSE_MS - 1_000);
  assert.equal(await ringsAt(centre, agent), false);
  await centre.pass(2_000);

  assert.equal(await ringsAt(centre, agent), true);
});

test('[Q4] a rest ends with its time, for a customer on the line, and when the clock was set back', () => {
  const rest = (status: 'due' | 'holding', now: number) =>
    findRest({ status, passedAt: 100_000 }, undefined, now);

  assert.equal(rest('due', 100_000), 130_000);
  assert.equal(rest('due', 130_000), undefined);
  assert.equal(rest('holding', 100_000), undefined);
  assert.equal(rest('due', 99_999), undefined);
  assert.equal(findRest({ status: 'due' }, undefined, 1), undefined);
});
