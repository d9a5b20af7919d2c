import {
  flowDeskSchema,
  flowFindingsSchema,
  flowNoteSchema,
  flowNumbersSchema,
  flowRevisionHeadSchema,
  flowRevisionSchema,
  flowRevisionsSchema,
  flowSavedSchema,
} from '@beside/protocol/flow-desk';
import { localeSchema, queueIdSchema, siteIdSchema } from '@beside/protocol/schema';
import { firstLevelSchema, liveFactsSchema } from '@beside/protocol/visual-ivr/schema';
import * as z from 'zod/mini';
import type { ApiRoute } from './api.ts';
import { FLOW_PATHS } from './flow-paths.ts';

const digits = z.pipe(z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)), z.int());
const day = z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/));
const version = z.int().check(z.gte(0));
const revision = z.int().check(z.gte(1));
/** Any object: what is wrong with it is told as findings. */
const flow = z.record(z.string(), z.unknown());
const params = z.object({ siteId: siteIdSchema });

/** Refusals that every route of a console has. */
const READS = ['unauthenticated', 'not_found'] as const;
const CHANGES = [...READS, 'bad_frame', 'origin_refused', 'forbidden'] as const;

/** Routes of flows: what pages load, and what consoles edit. Agents read, supervisors change. */
export const FLOW_API = {
  flow: {
    method: 'GET',
    path: FLOW_PATHS.flow,
    summary:
      "The site's flow, for pages of its origins (its form: /v1/flow.schema.json). With a revision, the one that somebody is inside of.",
    params,
    query: z.object({ revision: z.optional(digits) }),
    answer: z.object({ revision, flow }),
    errors: ['bad_frame', 'origin_refused', 'not_found', 'rate_limited', 'unavailable'],
  },
  flowFirst: {
    method: 'GET',
    path: FLOW_PATHS.first,
    summary:
      "The first screen of the site's flow, ready to be drawn; without choices where the page has to load the flow, and without a revision where there is none.",
    params,
    query: z.object({ locale: localeSchema }),
    answer: firstLevelSchema,
    errors: ['bad_frame', 'origin_refused', 'rate_limited', 'unavailable'],
  },
  facts: {
    method: 'GET',
    path: FLOW_PATHS.facts,
    summary: 'What waiting, opening hours and channels are at this moment, which choices of a flow show.',
    params,
    query: z.object({ queueId: z.optional(queueIdSchema) }),
    answer: liveFactsSchema,
    errors: ['bad_frame', 'origin_refused', 'not_found', 'rate_limited', 'unavailable'],
  },
  flowDesk: {
    method: 'GET',
    path: FLOW_PATHS.desk,
    summary: 'What is published and what is worked on.',
    params,
    answer: flowDeskSchema,
    needsSignIn: true,
    errors: READS,
  },
  flowRevisions: {
    method: 'GET',
    path: FLOW_PATHS.revisions,
    summary: 'Published revisions, the newest first; with before only older ones.',
    params,
    query: z.object({ before: z.optional(digits) }),
    answer: flowRevisionsSchema,
    needsSignIn: true,
    errors: [...READS, 'bad_frame'],
  },
  flowRevision: {
    method: 'GET',
    path: FLOW_PATHS.revision,
    summary: 'One published revision with its flow.',
    params: z.object({ siteId: siteIdSchema, revision: digits }),
    answer: flowRevisionSchema,
    needsSignIn: true,
    errors: [...READS, 'bad_frame'],
  },
  flowNumbers: {
    method: 'GET',
    path: FLOW_PATHS.numbers,
    summary:
      'What happened at each node, over days of the zone of the centre; the last 30 days when none are named.',
    params,
    query: z.object({
      revision: z.optional(digits),
      fromDay: z.optional(day),
      toDay: z.optional(day),
    }),
    answer: flowNumbersSchema,
    needsSignIn: true,
    errors: [...READS, 'bad_frame'],
  },
  flowCheck: {
    method: 'POST',
    path: FLOW_PATHS.check,
    summary: 'What the schema and the linter have to say about a flow; nothing is kept.',
    params,
    body: z.strictObject({ flow }),
    answer: flowFindingsSchema,
    needsSignIn: true,
    errors: [...CHANGES, 'too_large', 'rate_limited'],
  },
  flowDraft: {
    method: 'POST',
    path: FLOW_PATHS.draft,
    summary: 'Saves the draft in the place of the one with this version; finished or not.',
    params,
    body: z.strictObject({ flow, version, baseRevision: version }),
    answer: flowSavedSchema,
    needsSignIn: true,
    errors: [...CHANGES, 'flow_stale', 'too_large', 'rate_limited', 'read_only'],
  },
  flowDiscard: {
    method: 'POST',
    path: FLOW_PATHS.discard,
    summary: 'Lets the draft with this version go.',
    params,
    body: z.strictObject({ version }),
    needsSignIn: true,
    errors: [...CHANGES, 'flow_stale', 'read_only'],
  },
  flowPublish: {
    method: 'POST',
    path: FLOW_PATHS.publish,
    summary: 'Publishes the draft with this version as the next revision, if it has no errors.',
    params,
    body: z.strictObject({ version, note: flowNoteSchema }),
    answer: flowRevisionHeadSchema,
    needsSignIn: true,
    errors: [...CHANGES, 'flow_stale', 'flow_invalid', 'read_only'],
  },
  flowRollBack: {
    method: 'POST',
    path: FLOW_PATHS.rollBack,
    summary: 'Publishes an older revision again, as the next one, if latest is the newest.',
    params,
    body: z.strictObject({ revision, latest: revision, note: flowNoteSchema }),
    answer: flowRevisionHeadSchema,
    needsSignIn: true,
    errors: [...CHANGES, 'flow_stale', 'flow_invalid', 'read_only'],
  },
} as const satisfies Record<string, ApiRoute>;
