import assert from 'node:assert/strict';
import { test } from 'node:test';
import { about, code, onlyOf, openScene, preview, statusOf } from './testing/calls-scene.ts';

test('[CB11] agents say what came of a call by the words of their site, and by no others', async (t) => {
  const dispositions = [
    { disposition: 'sold', texts: { en: 'Sold', ko: '판매됨' } },
    { disposition: 'lost', texts: { en: 'Not sold' } },
  ];
  const { centre, agent, customer, telephone } = await openScene(t, { dispositions });
  const desk = await centre.centre.desk(agent.agentId);
  assert.deepEqual(desk.dispositions, [{ siteId: 'shop', dispositions }]);
  const read = await preview(centre, agent);
  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  await centre.settle();
  await telephone.tell(centre, 'answered');
  await telephone.tell(centre, 'ended');
  assert.equal((await onlyOf(centre, agent)).status, 'wrapping');

  await assert.rejects(
    agent.do({ type: 'callback.complete', ...about(read), disposition: 'solved' }),
    code('not_found'),
  );
  await agent.do({ type: 'callback.complete', ...about(read), disposition: 'lost' });

  assert.equal(await statusOf(centre, customer), 'completed');
});
