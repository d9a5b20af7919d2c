import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Interaction, InteractionId } from '@beside/protocol';
import { countSteps, namedRevisions, type CountingFacts } from './count-steps.ts';

const NOW = Date.parse('2026-11-25T15:30:00Z');
const MINUTE_MS = 60_000;

const facts: CountingFacts = {
  siteId: 'shop',
  zone: 'Asia/Seoul',
  now: NOW,
  maxAgeMs: 30 * MINUTE_MS,
  revisions: new Map([
    [1, { flowId: 'help', nodeIds: new Set(['start', 'delivery']) }],
    [2, { flowId: 'help', nodeIds: new Set(['start', 'constructor']) }],
  ]),
};

function step(name: string, properties: Interaction['properties'] = {}, at = NOW): Interaction {
  const place = { flowId: 'help', revision: 1, nodeId: 'start' };
  return { id: `${name}-1` as InteractionId, name, at, properties: { ...place, ...properties } };
}

/** The instant of the last midnight of a zone, found by its calendar. */
function midnightBefore(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short' });
  let before = at;
  while (format.format(before - MINUTE_MS) === format.format(at)) before -= MINUTE_MS;
  return Math.floor(before / MINUTE_MS) * MINUTE_MS;
}

const counted = (...interactions: readonly Interaction[]) =>
  countSteps(interactions, facts).counts.map(
    ({ revision, nodeId, measure, count, totalMs }) => `${revision} ${nodeId} ${measure} ${count} ${totalMs}`,
  );

describe('the numbers of a flow', () => {
  it('[I6] say where somebody came in and left, what it led to, and whether it helped', () => {
    assert.deepEqual(
      counted(
        step('flow.entered'),
        step('flow.left', { durationMs: 2_000.4 }),
        step('flow.entered', { nodeId: 'delivery' }),
        step('flow.left', { durationMs: 500 }),
        ...['chat', 'callback', 'page', 'phone'].map((action) => step('flow.led-to', { action })),
        step('flow.solved', { helped: true, nodeId: 'delivery' }),
        step('flow.solved', { helped: false }),
        step('chat.opened'),
        step('flow.of-the-sites-own'),
      ),
      [
        '1 start entered 1 0',
        '1 start left 2 2500',
        '1 delivery entered 1 0',
        '1 start led-to.chat 1 0',
        '1 start led-to.callback 1 0',
        '1 start led-to.page 1 0',
        '1 start led-to.phone 1 0',
        '1 delivery solved 1 0',
        '1 start not-solved 1 0',
      ],
    );
  });

  it('[I6] count what names nothing of the flow as unknown, and nowhere else', () => {
    assert.deepEqual(
      counted(
        step('flow.entered', { nodeId: 'gone' }),
        step('flow.entered', { nodeId: '' }),
        step('flow.entered', { nodeId: 7 }),
        step('flow.entered', { flowId: 'another' }),
        step('flow.entered', { revision: 2, nodeId: 'delivery' }),
        step('flow.left', { revision: 9, durationMs: 5 }),
        step('flow.solved', { revision: 1.5, helped: true }),
        step('flow.led-to', { revision: '1', action: 'chat' }),
        step('flow.led-to', { action: 'constructor' }),
        step('flow.entered', { revision: 2, nodeId: 'constructor' }),
      ),
      ['1  unknown 5 0', '2  unknown 1 0', '0  unknown 3 0', '2 constructor entered 1 0'],
    );
    assert.deepEqual(countSteps([step('flow.solved', { nodeId: 'gone', helped: true })], facts).solved, []);
  });

  it('[I6] are of days in the zone of the centre, by a clock of the page that is not believed for long', () => {
    const days = [NOW - 25 * MINUTE_MS, NOW - 31 * MINUTE_MS, 0, NOW + 86_400_000].map(
      (at) => countSteps([step('flow.solved', { helped: true }, at)], facts).solved[0],
    );

    // Midnight in Seoul is at 15:00 UTC.
    assert.deepEqual(
      days.map((one) => [one?.day, ((one?.at ?? 0) - NOW) / MINUTE_MS]),
      [
        ['2026-11-26', -25],
        ['2026-11-26', -30],
        ['2026-11-26', -30],
        ['2026-11-26', 0],
      ],
    );
    assert.equal(
      countSteps([step('flow.entered', {}, NOW)], { ...facts, zone: 'UTC' }).counts[0]?.day,
      '2026-11-25',
    );
  });

  it('[I6] change their day at midnight, also in zones that are a quarter of an hour off', () => {
    for (const zone of ['Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham', 'Asia/Seoul']) {
      const midnight = midnightBefore(NOW, zone);
      const steps = [-1, 0, 60_000, -60_000].map((ms) => step('flow.entered', {}, midnight + ms));
      const { counts } = countSteps(steps, { ...facts, zone, maxAgeMs: 2 * 86_400_000 });

      assert.deepEqual(
        counts.map(({ count }) => count),
        [2, 2],
        zone,
      );
    }
  });

  it('[I6] take a page that was left open for half an hour, and no time for less than nothing', () => {
    assert.deepEqual(
      counted(
        step('flow.left', { durationMs: 1e12 }),
        step('flow.left', { nodeId: 'delivery', durationMs: -5 }),
        step('flow.left', { nodeId: 'delivery', durationMs: 'long' }),
      ),
      ['1 start left 1 1800000', '1 delivery left 2 0'],
    );
  });

  it('[I6] need every revision that is named once', () => {
    assert.deepEqual(
      namedRevisions([
        step('flow.entered', { revision: 2 }),
        step('flow.left', { revision: 2 }),
        step('flow.left', { revision: 0 }),
        step('flow.left', { revision: Number.NaN }),
        step('chat.opened', { revision: 7 }),
        step('flow.solved'),
      ]),
      [2, 1],
    );
  });
});
