import { BesideError } from '@beside/protocol';
import { Temporal } from 'temporal-polyfill';
import type { FlowAuthor, Flows } from '../../ports/flows.ts';
import type { Site } from '../../ports/site.ts';
import type { FlowRevisionHead } from '../../ports/store-flows.ts';
import { wallOf } from '../callback/zones.ts';
import type { EngineParts } from '../parts.ts';
import type { FlowBook } from './flow-book.ts';
import type { FlowChecker } from './flow-checker.ts';
import { toFlowText } from './flow-text.ts';
import {
  discardDraft,
  keepDraft,
  keepRevision,
  refuseErrors,
  stale,
  type Publication,
} from './keep-flows.ts';

type FlowParts = Pick<EngineParts, 'store' | 'clock' | 'sites' | 'log' | 'bus'> & {
  readonly book: FlowBook;
  readonly checker: FlowChecker;
};

const REVISIONS_PER_PAGE = 50;
const DAYS_SHOWN = 30;

/** The flows of all sites, for whoever was authorised to ask; see {@link Flows}. */
export function createFlows(parts: FlowParts): Flows {
  const { store, clock, sites, book, checker } = parts;

  function siteOf(siteId: string): Site {
    const site = sites.get(siteId);
    if (!site) throw new BesideError('not_found');
    return site;
  }

  async function publish(author: FlowAuthor, publication: Publication): Promise<FlowRevisionHead> {
    refuseErrors(await checker.check(JSON.parse(publication.body), siteOf(author.siteId)));
    const head = await keepRevision(parts, author, publication);
    const { siteId, agentId } = author;
    parts.log.info({ siteId, agentId, revision: head.revision }, 'a flow was published');
    // Open pages are told with what else has changed at the site; those inside stay with what they began.
    parts.bus.publish({ kind: 'site', siteId });
    return head;
  }

  return {
    async findLive(siteId) {
      return book.findLive(siteOf(siteId).siteId);
    },
    async getRevision(siteId, revision) {
      return book.getRevision(siteOf(siteId).siteId, revision);
    },
    async listRevisions(siteId, before) {
      siteOf(siteId);
      const found = await store.read((transaction) =>
        transaction.listFlowRevisions(siteId, before, REVISIONS_PER_PAGE + 1),
      );
      return { revisions: found.slice(0, REVISIONS_PER_PAGE), more: found.length > REVISIONS_PER_PAGE };
    },
    async findDraft(siteId) {
      siteOf(siteId);
      const draft = await store.read((transaction) => transaction.findFlowDraft(siteId));
      const version = draft?.version ?? 0;
      return { version, draft: draft && draft.body !== null ? { ...draft, body: draft.body } : undefined };
    },
    async check(siteId, flow) {
      const site = siteOf(siteId);
      toFlowText(flow);
      return checker.check(flow, site);
    },
    async saveDraft(author, { flow, version, baseRevision }) {
      const site = siteOf(author.siteId);
      const body = toFlowText(flow);
      const findings = await checker.check(flow, site);
      const { draft, isBegun } = await keepDraft(parts, author, { body, version, baseRevision });
      const { siteId, agentId } = author;
      // Once for all that somebody types.
      if (isBegun) parts.log.info({ siteId, agentId }, 'the draft of a flow was begun or taken over');
      return { draft, findings };
    },
    async discardDraft(author, version) {
      const { siteId } = siteOf(author.siteId);
      await discardDraft(parts, author, version);
      parts.log.info({ siteId, agentId: author.agentId }, 'the draft of a flow was discarded');
    },
    async publish(author, { version, note }) {
      siteOf(author.siteId);
      const [draft, [head]] = await store.read((transaction) =>
        Promise.all([
          transaction.findFlowDraft(author.siteId),
          transaction.listFlowRevisions(author.siteId, undefined, 1),
        ]),
      );
      if (!draft || draft.version !== version || draft.body === null) throw stale(draft, head?.revision ?? 0);
      const { body, baseRevision } = draft;
      return publish(author, { body, note, version, restores: null, latest: baseRevision });
    },
    async rollBack(author, { revision, latest, note }) {
      const { siteId } = siteOf(author.siteId);
      const record = await store.read((transaction) => transaction.findFlowRevision(siteId, revision));
      if (!record) throw new BesideError('not_found');
      return publish(author, { body: record.body, note, restores: revision, latest });
    },
    async sumNumbers(siteId, { revision, ...days }) {
      const { toDay = wallOf(clock.now(), siteOf(siteId).hours.zone).time.slice(0, 10) } = days;
      const {
        fromDay = Temporal.PlainDate.from(toDay)
          .subtract({ days: DAYS_SHOWN - 1 })
          .toString(),
      } = days;
      const filter = { siteId, fromDay, toDay, ...(revision === undefined ? {} : { revision }) };
      const totals = await store.read((transaction) => transaction.sumFlowCounts(filter));
      return { fromDay, toDay, totals };
    },
  };
}
