import * as z from 'zod/mini';
import { contextSchema } from '../session/context-schema.ts';
import {
  agentIdSchema,
  attemptIdSchema,
  conversationIdSchema,
  instantSchema,
  localeSchema,
  nameText,
  offerIdSchema,
  queueIdSchema,
  shortText,
  siteIdSchema,
} from '../session/schema.ts';
import {
  callbackViewSchema,
  dispositionSchema,
  e164Schema,
  matterSchema,
  outcomeSchema,
  reviewReasonSchema,
} from './schema.ts';

const { callbackId, revision, status, when, zone, checkCode, callerNumber, numberEnding, attempts } =
  callbackViewSchema.shape;

/** What only the one sees at whom it rings, who has it, or (needs review) a supervisor: the customer's data. */
export const deskCallbackDetailsSchema = z.object({
  number: z.optional(e164Schema),
  /** The number for reading. */
  formattedNumber: z.optional(shortText(40)),
  matter: matterSchema,
  /** From the page, unverified. */
  context: contextSchema,
  /** From a signed identity token. */
  verifiedName: z.optional(nameText(100)),
  /** Consents that were given, by their ids. */
  consents: z.array(shortText(64)),
  /** Agents dial by hand: the link of the button. */
  dialHref: z.optional(shortText(200)),
  /** What the agent may record of the attempt that is open; empty where the exchange says it. */
  recordable: z.array(z.union([z.literal('connected'), outcomeSchema])),
});

/** One callback in a console (C10). */
export const deskCallbackSchema = z.object({
  callbackId,
  conversationId: conversationIdSchema,
  siteId: siteIdSchema,
  queueId: queueIdSchema,
  status,
  revision,
  when,
  zone,
  checkCode,
  callerNumber,
  numberEnding,
  attempts,
  locale: localeSchema,
  requestedAt: instantSchema,
  queuedAt: instantSchema,
  /** Its next moment: begin of the slot, retry. */
  dueAt: z.optional(instantSchema),
  expiresAt: instantSchema,
  /** It came in a burst of neighbouring numbers and is not rung before this: call it off, or move it to have it rung (C8). */
  heldUntilAt: z.optional(instantSchema),
  /** Who has it, or at whom it rings. */
  agent: z.optional(z.object({ agentId: agentIdSchema, name: z.optional(nameText(100)) })),
  owner: z.optional(z.object({ agentId: agentIdSchema, untilAt: instantSchema })),
  /** It rings at whoever reads this. */
  offer: z.optional(z.object({ offerId: offerIdSchema, expiresAt: instantSchema })),
  preview: z.optional(z.object({ endsAt: instantSchema, isDialedAtEnd: z.boolean() })),
  /** The attempt that is in flight, or whose end nobody knows. */
  attemptId: z.optional(attemptIdSchema),
  reviewReason: z.optional(reviewReasonSchema),
  details: z.optional(deskCallbackDetailsSchema),
});

/** How a queue gives callbacks away; supervisors may change it at once. */
export const deskStaffingSchema = z.object({
  siteId: siteIdSchema,
  queueId: queueIdSchema,
  /** Agents the slots are computed for. */
  plannedAgents: z.int().check(z.gte(0), z.lte(10_000)),
  isPaused: z.boolean(),
});

/**
 * How the waiting ranges held that customers of a queue were told (Q5): chats and callbacks as soon as possible that were
 * answered within the last 24 hours, the newest 500 of them. In `Desk.waits`, for supervisors, at most 10 s old.
 */
export const deskWaitsSchema = z.object({
  siteId: siteIdSchema,
  queueId: queueIdSchema,
  /** Since when waits are counted. */
  sinceAt: instantSchema,
  /** Waits for which a range was told: held + earlier + later. */
  promised: z.int().check(z.gte(0)),
  /** Answered within the range. */
  held: z.int().check(z.gte(0)),
  /** Answered before the range began, which breaks no promise. */
  earlier: z.int().check(z.gte(0)),
  /** Answered after it was over: the broken ones. */
  later: z.int().check(z.gte(0)),
  /** Waits for which nothing was told, because there was nothing to estimate from. */
  withoutPromise: z.int().check(z.gte(0)),
});

/** What agents of a site may say came of a call (`callback.complete`), in the order of the form. In `Desk.dispositions`. */
export const deskDispositionsSchema = z.object({
  siteId: siteIdSchema,
  dispositions: z
    .array(
      z.object({
        disposition: dispositionSchema,
        /** Locale → text; at least one. */
        texts: z.record(z.string(), nameText(80)),
      }),
    )
    .check(z.maxLength(30)),
});

/** One callback in a console. */
export type DeskCallback = z.infer<typeof deskCallbackSchema>;
/** The customer's data of a callback in a console. */
export type DeskCallbackDetails = z.infer<typeof deskCallbackDetailsSchema>;
/** How a queue gives callbacks away. */
export type DeskStaffing = z.infer<typeof deskStaffingSchema>;
/** How the waiting ranges of a queue held. */
export type DeskWaits = z.infer<typeof deskWaitsSchema>;
/** What agents of a site may say came of a call. */
export type DeskDispositions = z.infer<typeof deskDispositionsSchema>;
