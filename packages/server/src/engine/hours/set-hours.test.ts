import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type AgentCommand, type SiteId } from '@beside/protocol';
import { createCallback, openCallingCentre, request, slotsOf } from '../callback/testing/calling-centre.ts';
import { code } from '../callback/testing/calls-scene.ts';
import type { AfterTest, TestCentre } from '../testing/test-centre.ts';
import { wallOf } from '../callback/zones.ts';

const ZONE = 'Asia/Seoul';
const siteId = 'shop' as SiteId;
type SetHours = Extract<AgentCommand, { type: 'hours.set' }>;

/** A site that is open from nine to six on every day, at ten in the morning of its first day. */
async function openScene(t: AfterTest) {
  const day = [{ from: '09:00', to: '18:00' }];
  const week = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day };
  const centre = await openCallingCentre(t, createCallback({ plannedAgents: { general: 2 } }), {
    site: { hours: { zone: ZONE, week, exceptions: {} } },
  });
  const midnight = Date.parse(`${todayOf(centre)}T00:00:00+09:00`);
  centre.clock.jump(midnight + 10 * 3_600_000 - centre.clock.now());
  const [supervisor, agent] = [await centre.agent({ role: 'supervisor' }), await centre.agent()];
  await agent.arrive();
  const customer = await centre.customer();
  const today = todayOf(centre);
  return { centre, supervisor, agent, customer, today };
}

const todayOf = ({ clock }: TestCentre): string => wallOf(clock.now(), ZONE).time.slice(0, 10);
const set = (days: SetHours['days'], note?: string): SetHours => ({
  ...{ type: 'hours.set', siteId, days },
  ...(note === undefined ? {} : { note }),
});
const timeOf = (at: number): string => wallOf(at, ZONE).time.slice(11);

test('[Q7] [C1] a supervisor closes early today, and nothing after that is offered any more, at once', async (t) => {
  const { centre, supervisor, customer, today } = await openScene(t);
  const before = await slotsOf(centre, customer);

  await supervisor.do(set([{ date: today, open: [{ from: '09:00', to: '12:00' }] }], 'Snow'));

  const after = await slotsOf(centre, customer);
  const ofToday = after.slots.filter(({ startAt }) => wallOf(startAt, ZONE).time.startsWith(today));
  assert.equal(timeOf(ofToday.at(-1)!.endAt), '12:00');
  assert.ok(before.slots.length > after.slots.length);
  assert.equal(timeOf((await centre.centre.availability('shop')).closesAt!), '12:00');
  // Who still has the old times before their eyes is told that they changed.
  const late = before.slots.find(({ startAt }) => timeOf(startAt) === '15:00')!;
  await assert.rejects(
    request(centre, customer, {
      when: { kind: 'scheduled', startAt: late.startAt },
      availabilityRevision: before.availabilityRevision,
    }),
    code('availability_stale'),
  );
});

test('[Q7] [C1] closed at once means closed for whoever asks, chats too; configured again means open', async (t) => {
  const { centre, supervisor, customer, today } = await openScene(t);

  await supervisor.do(set([{ date: today, open: [] }]));
  const { availability } = await centre.centre.callbacks.offer(customer.actor, { locale: 'ko' });
  assert.equal(availability.reason, 'outside-hours');
  assert.equal((await centre.centre.availability('shop')).status, 'closed');

  await supervisor.do(set([{ date: today }]));
  assert.equal((await centre.centre.availability('shop')).status, 'open');
});

test('[Q7] what was set is there after a crash, with who set it, when and why', async (t) => {
  const { centre, supervisor, today } = await openScene(t);
  const at = centre.clock.now();
  await supervisor.do(set([{ date: today, open: [] }], 'Snow'));

  await centre.crash();

  assert.equal((await centre.centre.availability('shop')).status, 'closed');
  const { hours } = await centre.centre.desk(supervisor.agentId);
  const [shop] = hours ?? [];
  assert.deepEqual([shop?.siteId, shop?.today, shop?.isOpen], ['shop', today, false]);
  const { agentId } = supervisor;
  assert.deepEqual(shop?.days[0], {
    ...{ date: today, open: [], outside: 0 },
    set: { agentId, at, name: 'Mina Kim', note: 'Snow' },
  });
  assert.equal(shop?.days.length, 14);
  assert.deepEqual(shop?.days[1]?.open, [{ from: '09:00', to: '18:00' }]);
});

test('[Q7] what was promised for a time that is closed now is rung all the same, and supervisors see how many', async (t) => {
  const { centre, supervisor, customer, today } = await openScene(t);
  const { slots } = await slotsOf(centre, customer);
  const { startAt } = slots.find((slot) => timeOf(slot.startAt) === '15:00')!;
  const asked = await request(centre, customer, { when: { kind: 'scheduled', startAt } });

  await supervisor.do(set([{ date: today, open: [{ from: '09:00', to: '12:00' }] }]));

  const { hours } = await centre.centre.desk(supervisor.agentId);
  assert.equal(hours?.[0]?.days[0]?.outside, 1);
  await centre.pass(startAt - centre.clock.now() + 2_000);
  const due = (await centre.entries(asked.conversationId)).filter(({ type }) => type === 'callback.due');
  assert.equal(due.length, 1);
});

test('[Q7] [E1] the same command twice is done once, also after another one', async (t) => {
  const { centre, supervisor, today } = await openScene(t);
  const commandId = newId(centre.clock);
  const close = set([{ date: today, open: [] }]);

  const first = await supervisor.do(close, commandId);
  await supervisor.do(set([{ date: today }]));
  const again = await supervisor.do(close, commandId);

  assert.deepEqual(again, first);
  assert.equal((await centre.centre.availability('shop')).status, 'open');
});

test('[Q7] [E2] only supervisors of the site change its hours or are told who did', async (t) => {
  const { centre, agent, today } = await openScene(t);
  const elsewhere = await centre.agent({ role: 'supervisor', queues: { outlet: ['general'] } });
  const close = set([{ date: today, open: [] }]);

  await assert.rejects(agent.do(close), code('forbidden'));
  await assert.rejects(elsewhere.do(close), code('not_found'));
  await assert.rejects(elsewhere.do({ ...close, siteId: 'nowhere' as SiteId }), code('not_found'));
  assert.equal((await centre.centre.desk(agent.agentId)).hours, undefined);
  const seen = (await centre.centre.desk(elsewhere.agentId)).hours?.map((one) => one.siteId);
  assert.deepEqual(seen, ['outlet']);
  assert.equal((await centre.centre.availability('shop')).status, 'open');
});
