import * as z from 'zod/mini';
import { agentIdSchema, instantSchema, nameText, shortText } from '../session/schema.ts';

const count = z.int().check(z.gte(0));
const revision = z.int().check(z.gte(1));
/** The flow as it is kept; unfinished drafts and versions of the future are told apart by `parseFlow`. */
const document = z.record(z.string(), z.unknown());
/** `null`: the file of the configuration. */
const author = z.nullable(z.object({ agentId: agentIdSchema, name: nameText(100) }));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** What is said about a published flow; also to whoever writes it. */
export const flowNoteSchema = shortText(500);

/** A published flow without what is in it. */
export const flowRevisionHeadSchema = z.object({
  revision,
  author,
  note: flowNoteSchema,
  /** The revision that was rolled back to. */
  restores: z.nullable(revision),
  createdAt: instantSchema,
  publishedAt: instantSchema,
});

/** A published flow. */
export const flowRevisionSchema = z.object({ ...flowRevisionHeadSchema.shape, flow: document });

/** The flow that is being worked on; one per site. */
export const flowDraftSchema = z.object({
  /** Comes back with the next change; another one means that somebody else was faster. */
  version: count,
  flow: document,
  /** The revision it was made from; 0: from nothing. */
  baseRevision: count,
  author,
  savedAt: instantSchema,
});

/** Something that the linter, or the flow's schema, has to say. */
export const flowFindingSchema = z.object({
  ruleId: shortText(64),
  /** `error`: it cannot be published. */
  severity: z.enum(['error', 'warning']),
  /** Absent: of the flow as a whole. */
  nodeId: z.optional(z.string()),
  /** JSON Pointer to the place: `/nodes/start/choices/0/to`. */
  path: z.string(),
  /** In English; `describeFinding` says it in another language, by the values. */
  message: z.string(),
  /** What to do about it. */
  mend: z.string(),
  values: z.record(z.string(), z.string()),
});

/** Everything that a console needs to begin with. */
export const flowDeskSchema = z.object({
  /** What newcomers get; `null`: nothing was published. */
  live: z.nullable(flowRevisionSchema),
  draft: z.nullable(flowDraftSchema),
  /** Also where there is no draft: the next one is saved with it. */
  draftVersion: count,
});

/** A page of revisions, the newest first. */
export const flowRevisionsSchema = z.object({
  revisions: z.array(flowRevisionHeadSchema),
  more: z.boolean(),
});

/** What the linter says. */
export const flowFindingsSchema = z.object({ findings: z.array(flowFindingSchema) });

/** A draft that was saved, with what is still to be done about it. */
export const flowSavedSchema = z.object({ ...flowFindingsSchema.shape, draft: flowDraftSchema });

/** What happened at one node (I6). */
export const flowNodeNumbersSchema = z.object({
  entered: count,
  left: count,
  /** Time that those who left had spent here, together. */
  totalMs: count,
  ledTo: z.object({ chat: count, callback: count, page: count, phone: count }),
  solved: count,
  notSolved: count,
  /** Of those solved a day ago or longer: how many did not get in touch within 24 hours. */
  solvedAlone: count,
});

/** The numbers of a flow over days of the centre's zone. */
export const flowNumbersSchema = z.object({
  /** `null`: of all revisions together. */
  revision: z.nullable(revision),
  fromDay: day,
  toDay: day,
  /** Node id → numbers; nodes where nothing happened are absent. */
  nodes: z.record(z.string(), flowNodeNumbersSchema),
  /** Reports that named what the flow has not. */
  unknown: count,
});

/** A published flow without what is in it. */
export type FlowRevisionHead = z.infer<typeof flowRevisionHeadSchema>;
/** A published flow. */
export type FlowRevision = z.infer<typeof flowRevisionSchema>;
/** The flow that is being worked on. */
export type FlowDraft = z.infer<typeof flowDraftSchema>;
/** Something that the linter, or the flow's schema, has to say. */
export type FlowFinding = z.infer<typeof flowFindingSchema>;
/** Everything that a console needs to begin with. */
export type FlowDesk = z.infer<typeof flowDeskSchema>;
/** A page of revisions. */
export type FlowRevisions = z.infer<typeof flowRevisionsSchema>;
/** A draft that was saved. */
export type FlowSaved = z.infer<typeof flowSavedSchema>;
/** What happened at one node. */
export type FlowNodeNumbers = z.infer<typeof flowNodeNumbersSchema>;
/** The numbers of a flow. */
export type FlowNumbers = z.infer<typeof flowNumbersSchema>;
