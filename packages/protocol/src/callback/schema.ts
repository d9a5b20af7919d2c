import * as z from 'zod/mini';
import { chatTextSchema } from '../chat/schema.ts';
import {
  agentIdSchema,
  attemptIdSchema,
  callbackIdSchema,
  conversationIdSchema,
  instantSchema,
  nameText,
  offerIdSchema,
  queueIdSchema,
  shortText,
} from '../session/schema.ts';
import { consentSchema, keySchema, zoneSchema } from './consent-schema.ts';

export { consentSchema, zoneSchema } from './consent-schema.ts';

/** A telephone number as it is stored and dialed: E.164, nothing else. */
export const e164Schema = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/));
/** ISO 8601 wall time to the minute, without zone: `2027-03-14T13:00`. */
export const wallTimeSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/));
/** The two digits that both sides see (C9). */
export const checkCodeSchema = z.string().check(z.regex(/^\d{2}$/));
/** Counts changes of one callback's time or number, from 1. */
export const revisionSchema = z.int().check(z.gte(1), z.lte(1_000_000));

/** Where it rings: a telephone, or the customer's page (V3). */
export const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phone'), number: e164Schema }),
  z.object({ kind: z.literal('page') }),
]);

/**
 * When it rings. A scheduled one keeps what the rule was made of (wall time, zone, offset, version of the zone rules)
 * besides the instant, so that it can be recomputed when the rules of a zone change (C4).
 */
export const whenSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('asap'),
    /** What was promised; absent when there was nothing to estimate from (Q5). */
    promise: z.optional(z.object({ fromAt: instantSchema, toAt: instantSchema })),
  }),
  z.object({
    kind: z.literal('scheduled'),
    startAt: instantSchema,
    endAt: instantSchema,
    wall: z.object({
      /** Of `startAt` in the centre's zone. */
      time: wallTimeSchema,
      zone: zoneSchema,
      offsetMinutes: z.int().check(z.gte(-1_440), z.lte(1_440)),
      /** Version of the zone rules it was computed with, such as `2026a`. */
      rules: shortText(32),
    }),
  }),
]);

/** The zones that are known of a customer; the chosen one is shown and decides about quiet hours. */
export const zonesSchema = z.object({
  chosen: zoneSchema,
  browser: z.optional(zoneSchema),
  number: z.optional(zoneSchema),
});

/** What it is about, for the agent's preview (C10); page and cart are in the conversation's context. */
export const matterSchema = z.strictObject({
  /** The choices that led here, outermost first. */
  path: z.array(z.strictObject({ nodeId: keySchema, label: nameText(120) })).check(z.maxLength(10)),
  note: z.optional(chatTextSchema),
  formStep: z.optional(nameText(200)),
});

/** Who did something to a callback. */
export const callbackActorSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('customer'), via: z.enum(['page', 'link']) }),
  z.object({ role: z.literal('agent'), agentId: agentIdSchema }),
  z.object({ role: z.literal('supervisor'), agentId: agentIdSchema }),
  z.object({ role: z.literal('system') }),
]);

/** How one attempt to ring somebody ended. `talked`: a person was reached and the call is over. */
export const outcomeSchema = z.enum([
  'talked',
  'no-answer',
  'busy',
  'voicemail',
  'invalid-number',
  'carrier-error',
  'customer-left',
  'agent-lost',
]);

/** How a site names what came of a call. */
export const dispositionSchema = keySchema;

/** Why a callback was called off. */
export const cancelReasonSchema = z.enum(['asked', 'solved', 'mistake', 'not-me', 'no-agents', 'other']);

/** Why nobody knows how an attempt ended. */
export const reviewReasonSchema = z.enum(['outcome-unknown', 'provider-silent', 'fence-lost']);

const shape = { callbackId: callbackIdSchema } as const;
const attemptShape = { ...shape, attemptId: attemptIdSchema } as const;
const byShape = { ...shape, by: callbackActorSchema } as const;

/** Bodies of a callback's entries by type; they stand in the timeline of the conversation the callback belongs to. */
export const callbackBodySchemas = {
  /** A customer (or an agent for them) wants to be called. Its consents, matter and time go with it. */
  'callback.requested': z.object({
    ...byShape,
    when: whenSchema,
    target: targetSchema,
    zones: zonesSchema,
    /** Who is rung first (C10). */
    mode: z.enum(['agent-first', 'customer-first']),
    queueId: queueIdSchema,
    /** Moment of first intent, which decides the order in the queue (Q2). */
    queuedAt: instantSchema,
    priority: z.int().check(z.gte(-10), z.lte(10)),
    matter: matterSchema,
    consents: z.array(consentSchema).check(z.maxLength(20)),
    checkCode: checkCodeSchema,
    /** The number that will ring, where it is known beforehand (C9). */
    callerNumber: z.optional(shortText(32)),
    /** The number has to be proven before it is rung. */
    needsVerification: z.boolean(),
    /** Not rung after this. */
    expiresAt: instantSchema,
    /** One of a burst of neighbouring numbers: not rung before this, so that a person may look first (C8). */
    heldUntilAt: z.optional(instantSchema),
  }),
  /** The number was proven to be the customer's. */
  'callback.verified': z.object(shape),
  /** It rings at another time or another number; all timers of earlier revisions are void. */
  'callback.rescheduled': z.object({
    ...byShape,
    revision: revisionSchema,
    reason: z.enum(['asked', 'zone-rules', 'opening-hours']),
    when: whenSchema,
    target: targetSchema,
    expiresAt: instantSchema,
  }),
  /** One agent shall make the call, until an instant; then anybody of the queue. Not shown to customers. */
  'callback.owned': z.object({ ...byShape, agentId: agentIdSchema, untilAt: instantSchema }),
  /** Anybody of the queue may make the call. Not shown to customers. */
  'callback.unowned': z.object({ ...byShape, reason: z.enum(['released', 'expired', 'gone']) }),
  /** Another queue makes the call; its place stays. Not shown to customers. */
  'callback.transferred': z.object({ ...byShape, queueId: queueIdSchema }),
  /** Its time has come; it waits for an agent. */
  'callback.due': z.object(shape),
  /** It rings at an agent. Not shown to customers. */
  'callback.offered': z.object({
    ...shape,
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    expiresAt: instantSchema,
  }),
  /** It no longer rings there; this is no attempt (C6). Not shown to customers. */
  'callback.offer-ended': z.object({
    ...shape,
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    reason: z.enum(['declined', 'timeout', 'disconnected', 'withdrawn']),
  }),
  /** An agent took it and reads what it is about, for a limited time. */
  'callback.previewing': z.object({
    ...shape,
    offerId: offerIdSchema,
    agentId: agentIdSchema,
    name: nameText(100),
    endsAt: instantSchema,
    /** At `endsAt` it is dialed; otherwise it goes back. */
    isDialedAtEnd: z.boolean(),
  }),
  /** The agent did not dial; this is no attempt (C6). Not shown to customers. */
  'callback.preview-ended': z.object({
    ...shape,
    agentId: agentIdSchema,
    reason: z.enum(['released', 'timeout', 'disconnected', 'withdrawn']),
  }),
  /** The dial fence: from here on exactly one attempt is in flight, until it has ended. */
  'callback.dialing': z.object({
    ...attemptShape,
    /** 1 for the first attempt of this callback. */
    number: z.int().check(z.gte(1), z.lte(1_000)),
    agentId: z.optional(agentIdSchema),
    callerNumber: z.optional(shortText(32)),
  }),
  /** Customer first: a person answered and waits for an agent. */
  'callback.holding': z.object(attemptShape),
  /** Both talk. */
  'callback.connected': z.object({ ...attemptShape, agentId: agentIdSchema, name: nameText(100) }),
  /** The attempt is over. `retryAt`: it rings again then. A second one for the same attempt corrects the first. */
  'callback.attempt-ended': z.object({
    ...attemptShape,
    outcome: outcomeSchema,
    by: callbackActorSchema,
    retryAt: z.optional(instantSchema),
  }),
  /** Nobody knows whether it rang. It is looked up or decided by a person, never dialed again blindly (C5). */
  'callback.review-needed': z.object({ ...attemptShape, reason: reviewReasonSchema }),
  /** What the agent writes about the call. Not shown to customers. */
  'callback.noted': z.object({
    ...shape,
    agentId: agentIdSchema,
    disposition: dispositionSchema,
    note: z.optional(chatTextSchema),
  }),
  /** It is done: customer and centre have talked. */
  'callback.completed': z.object({ ...attemptShape, by: callbackActorSchema }),
  /** Somebody called it off. */
  'callback.cancelled': z.object({
    ...byShape,
    reason: cancelReasonSchema,
  }),
  /** The customer reached the centre another way (Q6). */
  'callback.superseded': z.object({
    ...shape,
    by: z.object({
      channel: z.enum(['chat', 'call', 'callback', 'other']),
      conversationId: z.optional(conversationIdSchema),
    }),
  }),
  /** All attempts were made; the customer is offered another time. */
  'callback.exhausted': z.object({ ...shape, outcome: outcomeSchema }),
  /** Its time is over and it was not rung. */
  'callback.expired': z.object({ ...shape, reason: z.enum(['too-late', 'closed', 'not-verified']) }),
  /** It turned out that this must not be rung. `code` is one of the error register. */
  'callback.rejected': z.object({
    ...shape,
    code: z.string().check(z.regex(/^[a-z]+(?:_[a-z]+)*$/), z.maxLength(64)),
  }),
} as const;

/** What a customer may know about their callback at a glance, without its timeline; the manage link shows it, too. */
export const callbackViewSchema = z.object({
  callbackId: callbackIdSchema,
  conversationId: z.optional(conversationIdSchema),
  revision: revisionSchema,
  status: z.enum([
    'verifying',
    'waiting',
    'scheduled',
    'due',
    'offered',
    'previewing',
    'dialing',
    'holding',
    'connected',
    'wrapping',
    'retry-wait',
    'needs-review',
    'completed',
    'cancelled',
    'superseded',
    'exhausted',
    'expired',
    'rejected',
  ]),
  when: whenSchema,
  zone: zoneSchema,
  /** Last four digits of the number it rings; absent when it rings in the page. */
  numberEnding: z.optional(z.string().check(z.regex(/^\d{4}$/))),
  checkCode: checkCodeSchema,
  callerNumber: z.optional(shortText(32)),
  /** Of who prepares or makes the call. */
  agentName: z.optional(nameText(100)),
  /** Where it is moved and called off without the page; only its customer is told. */
  manageUrl: z.optional(z.string().check(z.regex(/^https?:\/\/[^\s<>"]+$/), z.maxLength(1_000))),
  /** Next ring after an attempt that reached nobody. */
  retryAt: z.optional(instantSchema),
  attempts: z
    .array(z.object({ number: z.int(), startedAt: instantSchema, outcome: z.optional(outcomeSchema) }))
    .check(z.maxLength(1_000)),
  endedAt: z.optional(instantSchema),
});

type Bodies = {
  [Type in keyof typeof callbackBodySchemas]: z.infer<(typeof callbackBodySchemas)[Type]>;
};
/** The type words of a callback's entries. */
export type CallbackEntryType = keyof Bodies;
/** Where it rings. */
export type CallbackTarget = z.infer<typeof targetSchema>;
/** When it rings. */
export type CallbackWhen = z.infer<typeof whenSchema>;
/** The zones that are known of a customer. */
export type CustomerZones = z.infer<typeof zonesSchema>;
/** One consent as the customer gave or refused it. */
export type Consent = z.infer<typeof consentSchema>;
/** What a callback is about. */
export type CallbackMatter = z.infer<typeof matterSchema>;
/** Who did something to a callback. */
export type CallbackActor = z.infer<typeof callbackActorSchema>;
/** How one attempt ended. */
export type AttemptOutcome = z.infer<typeof outcomeSchema>;
/** What a customer may know about their callback at a glance. */
export type CallbackView = z.infer<typeof callbackViewSchema>;
