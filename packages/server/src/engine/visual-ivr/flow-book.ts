import { BesideError } from '@beside/protocol';
import { createLruMap } from '../../base/lru-map.ts';
import type { Log } from '../../ports/log.ts';
import type { FlowRevisionRecord } from '../../ports/store-flows.ts';
import type { Store } from '../../ports/store.ts';
import type { CountableRevision } from './count-steps.ts';
import { isReadable } from './is-readable.ts';

/** Published flows, remembered: they never change. */
export interface FlowBook {
  /** The newest that this version can read (F10). */
  findLive(siteId: string): Promise<FlowRevisionRecord | undefined>;
  /** Rejects with `not_found`, also for one that this version cannot read. */
  getRevision(siteId: string, revision: number): Promise<FlowRevisionRecord>;
  /** What must be known of revisions to count in them; those that do not exist are left out. */
  findCountable(
    siteId: string,
    revisions: readonly number[],
  ): Promise<ReadonlyMap<number, CountableRevision>>;
}

/** What a book is made of. */
export interface FlowBookParts {
  readonly store: Pick<Store, 'read'>;
  /** Hears of revisions that this version cannot read. */
  readonly log: Pick<Log, 'error'>;
}

/** Each may have the size of a whole flow. */
const MAX_REMEMBERED = 20;
const MAX_COUNTABLE = 100;

/** @throws nothing at once; see {@link FlowBook} */
export function createFlowBook({ store, log }: FlowBookParts): FlowBook {
  /** `unreadable`: there is one that this version cannot read. */
  const remembered = createLruMap<string, FlowRevisionRecord | 'unreadable'>(MAX_REMEMBERED);
  const countable = createLruMap<string, CountableRevision>(MAX_COUNTABLE);
  const keyOf = (siteId: string, revision: number): string => `${siteId} ${revision}`;

  async function read(siteId: string, revision: number): Promise<FlowRevisionRecord | undefined> {
    const key = keyOf(siteId, revision);
    const known = remembered.get(key);
    if (known) return known === 'unreadable' ? undefined : known;
    const record = await store.read((transaction) => transaction.findFlowRevision(siteId, revision));
    if (!record) return undefined;
    const found = (await isReadable(record.body)) ? record : 'unreadable';
    if (found === 'unreadable')
      log.error({ siteId, revision }, 'a published flow is of a version that this server cannot read');
    remembered.set(key, found);
    return found === 'unreadable' ? undefined : found;
  }

  return {
    async findLive(siteId) {
      for (let before: number | undefined; ;) {
        const [head] = await store.read((transaction) => transaction.listFlowRevisions(siteId, before, 1));
        if (!head) return undefined;
        const found = await read(siteId, head.revision);
        if (found) return found;
        before = head.revision;
      }
    },
    async getRevision(siteId, revision) {
      const found = await read(siteId, revision);
      if (!found) throw new BesideError('not_found');
      return found;
    },
    async findCountable(siteId, revisions) {
      const found = new Map<number, CountableRevision>();
      for (const revision of revisions) {
        const key = keyOf(siteId, revision);
        const known =
          countable.get(key) ??
          toCountable(await store.read((transaction) => transaction.findFlowRevision(siteId, revision)));
        if (!known) continue;
        countable.set(key, known);
        found.set(revision, known);
      }
      return found;
    },
  };
}

function toCountable(record: FlowRevisionRecord | undefined): CountableRevision | undefined {
  if (!record) return undefined;
  const { flowId, nodes } = JSON.parse(record.body) as { flowId: string; nodes: object }; // of what was published
  return { flowId, nodeIds: new Set(Object.keys(nodes)) };
}
