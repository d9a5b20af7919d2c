import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  FLOW_MEASURES,
  type FlowCount,
  type FlowDraftRecord,
  type FlowRevisionRecord,
  type FlowTotal,
} from '../../ports/store-flows.ts';
import type { Store } from '../../ports/store.ts';
import { newAgent, upTo } from './samples.ts';
import { codeOf, type AddTest } from './store-harness.ts';

function newRevision(revision: number, more: Partial<FlowRevisionRecord> = {}): FlowRevisionRecord {
  return {
    siteId: 'shop',
    revision,
    body: JSON.stringify({ title: '배송 문의 🚚', revision }),
    authorId: null,
    note: '',
    restores: null,
    createdAt: 1_000,
    publishedAt: 1_000 + revision,
    ...more,
  };
}

const insert = (store: Store, ...records: readonly FlowRevisionRecord[]) =>
  store.transact(async (transaction) => {
    for (const record of records) await transaction.insertFlowRevision(record);
  });

const headOf = ({ body: _body, ...head }: FlowRevisionRecord) => head;

const sum = (store: Store, more: Partial<Parameters<typeof naiveSum>[1]> = {}): Promise<FlowTotal[]> =>
  store.read((transaction) =>
    transaction.sumFlowCounts({ siteId: 'shop', fromDay: '2026-01-01', toDay: '2026-12-31', ...more }),
  );

/** What a list of counts comes to, one by one. */
function naiveSum(
  counts: readonly FlowCount[],
  filter: { siteId: string; revision?: number; fromDay: string; toDay: string },
): FlowTotal[] {
  const totals = new Map<string, FlowTotal>();
  for (const { siteId, day, ...rest } of counts) {
    const { revision, nodeId, measure, count, totalMs } = rest;
    if (siteId !== filter.siteId || day < filter.fromDay || day > filter.toDay) continue;
    if (filter.revision !== undefined && revision !== filter.revision) continue;
    const key = JSON.stringify([revision, nodeId, measure]);
    const before = totals.get(key) ?? { revision, nodeId, measure, count: 0, totalMs: 0 };
    totals.set(key, { ...before, count: before.count + count, totalMs: before.totalMs + totalMs });
  }
  return [...totals.values()].sort(
    (a, b) => a.revision - b.revision || order(a.nodeId, b.nodeId) || order(a.measure, b.measure),
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const keyOf = ({ siteId, revision, nodeId, day, measure }: FlowCount): string =>
  JSON.stringify([siteId, revision, nodeId, day, measure]);

const counts = fc.uniqueArray(
  fc.record<FlowCount>({
    siteId: fc.constantFrom('shop', 'outlet'),
    revision: fc.integer({ min: 0, max: 2 }),
    nodeId: fc.constantFrom('', 'start', 'delivery-b', 'delivery', 'Z'),
    day: fc.constantFrom('2026-11-24', '2026-11-25', '2027-01-01'),
    measure: fc.constantFrom(...FLOW_MEASURES),
    count: fc.integer({ min: 1, max: 1_000 }),
    totalMs: fc.integer({ min: 0, max: 10_000_000_000_000 }),
  }),
  { selector: keyOf, maxLength: 20 },
);

/** Rules of flows and their numbers. */
export function addFlowRules(test: AddTest): void {
  test('[SC28] a revision is kept as it was published, its number given once, the newest first', async (bench) => {
    const { agentId } = newAgent();
    const records = upTo(5).map((number) => newRevision(number));
    const restored = newRevision(6, { authorId: agentId, note: '되돌림', restores: 2 });
    const elsewhere = newRevision(9, { siteId: 'outlet' });
    await insert(bench.store, ...records, restored, elsewhere);

    assert.equal(await codeOf(insert(bench.store, newRevision(3, { body: '{}' }))), 'conflict');
    await bench.reopen();

    const { store } = bench;
    const list = (before: number | undefined, limit: number) =>
      store.read((transaction) => transaction.listFlowRevisions('shop', before, limit));
    const find = (revision: number) =>
      store.read((transaction) => transaction.findFlowRevision('shop', revision));
    assert.deepEqual([await find(3), await find(6), await find(9)], [records[2], restored, undefined]);
    assert.deepEqual(await list(undefined, 2), [headOf(restored), headOf(records[4]!)]);
    assert.deepEqual(await list(3, 10), [headOf(records[1]!), headOf(records[0]!)]);
  });

  test('[SC28] of those who publish the same number at once one does', async ({ store }) => {
    const outcomes = await Promise.all(
      upTo(8).map((index) => codeOf(insert(store, newRevision(1, { note: String(index) })))),
    );

    assert.deepEqual(outcomes.sort(), [...Array<string>(7).fill('conflict'), 'done']);
  });

  test('[SC29] a site has one draft, as it was put last; an empty one keeps its version', async (bench) => {
    const draft: FlowDraftRecord = {
      ...{ siteId: 'shop', version: 1, body: '{"a":"가"}', baseRevision: 0 },
      ...{ authorId: null, savedAt: 1_000 },
    };
    const next = {
      ...draft,
      version: 2,
      body: null,
      baseRevision: 4,
      authorId: newAgent().agentId,
      savedAt: 2_000,
    };
    const put = (record: FlowDraftRecord) =>
      bench.store.transact((transaction) => transaction.putFlowDraft(record));
    const find = (siteId: string) => bench.store.read((transaction) => transaction.findFlowDraft(siteId));

    await put(draft);
    const first = await find('shop');
    await put(next);
    await put({ ...draft, siteId: 'outlet' });
    await bench.reopen();

    assert.deepEqual(
      [first, await find('shop'), await find('outlet'), await find('bank')],
      [draft, next, { ...draft, siteId: 'outlet' }, undefined],
    );
  });

  test('[SC30] counts add up by site, revision, node and measure, whatever was added in which order', async ({
    store,
  }) => {
    const added: FlowCount[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(counts, { maxLength: 4 }), async (batches) => {
        await Promise.all(
          batches.map((batch) => store.transact((transaction) => transaction.addFlowCounts(batch))),
        );
        added.push(...batches.flat());

        const wide = { siteId: 'shop', fromDay: '2026-01-01', toDay: '2026-12-31' };
        assert.deepEqual(await sum(store), naiveSum(added, wide));
        const narrow = { siteId: 'outlet', revision: 1, fromDay: '2026-11-25', toDay: '2027-01-01' };
        assert.deepEqual(await sum(store, narrow), naiveSum(added, narrow));
      }),
      { numRuns: 25 },
    );
  });

  test('[SC30] nothing is lost where many count the same at once, and nothing stays of what is taken back', async ({
    store,
  }) => {
    const one = {
      siteId: 'shop',
      revision: 1,
      day: '2026-11-25',
      measure: 'left',
      count: 1,
      totalMs: 7,
    } as const;
    const nodes = ['start', 'delivery', 'refund'];
    const add = (nodeIds: readonly string[], isBroken: boolean) =>
      store.transact(async (transaction) => {
        await transaction.addFlowCounts(nodeIds.map((nodeId) => ({ ...one, nodeId })));
        if (isBroken) throw new Error('taken back');
      });

    await Promise.all(
      upTo(60).map((index) =>
        add(index % 2 ? nodes : nodes.toReversed(), index % 3 === 0).catch(() => undefined),
      ),
    );

    assert.deepEqual(
      await sum(store),
      ['delivery', 'refund', 'start'].map((nodeId) => ({
        ...{ revision: 1, nodeId, measure: 'left', count: 40, totalMs: 280 },
      })),
    );
  });
}
