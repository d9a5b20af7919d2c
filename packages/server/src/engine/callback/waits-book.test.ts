import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeasureRecord } from '../../ports/store-callbacks.ts';
import { openCallingCentre } from './testing/calling-centre.ts';

const MINUTE_MS = 60_000;

test('[Q5] how often the told ranges held is there for supervisors and operators, and for nobody else', async (t) => {
  const centre = await openCallingCentre(t);
  const [supervisor, agent] = [await centre.agent({ role: 'supervisor' }), await centre.agent()];
  const now = centre.clock.now();
  const wait = (name: string, minutes: number, told: boolean, endedAt = now): MeasureRecord => ({
    ...{ measureId: name, siteId: 'shop', queueId: 'general', channel: 'callback', kind: 'wait' },
    ...{ endedAt, tookMs: minutes * MINUTE_MS },
    ...(told ? { fromMs: 2 * MINUTE_MS, toMs: 5 * MINUTE_MS } : { fromMs: null, toMs: null }),
  });
  await centre.store.transact(async (transaction) => {
    for (const measure of [
      wait('held', 3, true),
      wait('earlier', 1, true),
      wait('later', 9, true),
      wait('untold', 9, false),
      wait('yesterday', 9, true, now - 25 * 60 * MINUTE_MS),
    ])
      await transaction.insertMeasure(measure);
  });

  const { waits } = await centre.centre.desk(supervisor.agentId);
  const [general, orders] = waits ?? [];
  assert.deepEqual(general, {
    ...{ siteId: 'shop', queueId: 'general', sinceAt: now - 24 * 60 * MINUTE_MS },
    ...{ promised: 3, held: 1, earlier: 1, later: 1, withoutPromise: 1 },
  });
  assert.equal(orders?.promised, 0);
  assert.equal((await centre.centre.desk(agent.agentId)).waits, undefined);
  const all = await centre.centre.waits();
  assert.deepEqual(
    all.map(({ siteId, queueId }) => `${siteId} ${queueId}`),
    ['shop general', 'shop orders', 'outlet general', 'outlet orders'],
  );
});

test('[Q5] desks that are made often do not count a day anew each time', async (t) => {
  const centre = await openCallingCentre(t);
  const supervisor = await centre.agent({ role: 'supervisor' });
  const count = async () => (await centre.centre.desk(supervisor.agentId)).waits?.[0]?.withoutPromise;

  assert.equal(await count(), 0);
  await centre.store.transact((transaction) =>
    transaction.insertMeasure({
      ...{ measureId: 'one', siteId: 'shop', queueId: 'general', channel: 'chat', kind: 'wait' },
      ...{ endedAt: centre.clock.now(), tookMs: 1, fromMs: null, toMs: null },
    }),
  );

  assert.equal(await count(), 0);
  await centre.pass(10_000);
  assert.equal(await count(), 1);
});
