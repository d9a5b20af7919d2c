import * as z from 'zod/mini';
import { chatTextSchema } from '../chat/schema.ts';
import { contextSchema } from '../session/context-schema.ts';
import {
  agentIdSchema,
  attemptIdSchema,
  callbackIdSchema,
  conversationIdSchema,
  holdIdSchema,
  instantSchema,
  localeSchema,
  offerIdSchema,
  queueIdSchema,
  shortText,
  siteIdSchema,
} from '../session/schema.ts';
import { hoursSetSchema } from './hours-schema.ts';
import {
  cancelReasonSchema,
  consentSchema,
  dispositionSchema,
  matterSchema,
  outcomeSchema,
  revisionSchema,
  zoneSchema,
} from './schema.ts';

/** When a customer wants it: as soon as possible, or one of the slots that were offered. */
export const wantedWhenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asap') }),
  z.strictObject({
    kind: z.literal('scheduled'),
    startAt: instantSchema,
    /** The hold on the slot, when it was held while the form was filled in. */
    holdId: z.optional(holdIdSchema),
  }),
]);

/** Where a customer wants it to ring; the number as it was typed. */
export const wantedTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('phone'),
    number: shortText(64),
    /** ISO 3166 country the number is of, for numbers without `+`. */
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
  }),
  z.strictObject({ kind: z.literal('page') }),
]);

const callbackShape = { conversationId: conversationIdSchema, callbackId: callbackIdSchema } as const;
const whenShape = {
  when: wantedWhenSchema,
  /** The revision of the availability that the choice was made from (C1). */
  availabilityRevision: shortText(64),
  zone: zoneSchema,
} as const;

const rescheduleSchema = z.strictObject({
  type: z.literal('callback.reschedule'),
  ...callbackShape,
  ...whenShape,
  revision: revisionSchema,
  target: z.optional(wantedTargetSchema),
});
const cancelSchema = z.strictObject({
  type: z.literal('callback.cancel'),
  ...callbackShape,
  reason: cancelReasonSchema,
});

/** Commands of customers about callbacks; each is sent with a command id, which makes it happen once. */
export const callbackCommandOfCustomerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('callback.request'),
    ...callbackShape,
    ...whenShape,
    /** What the browser says, where it differs from the chosen zone. */
    browserZone: z.optional(zoneSchema),
    target: wantedTargetSchema,
    matter: matterSchema,
    consents: z.array(consentSchema).check(z.maxLength(20)),
    /** For a conversation that begins with it; the site's first queue when absent. */
    queueId: z.optional(queueIdSchema),
    locale: localeSchema,
    context: z.optional(contextSchema),
  }),
  rescheduleSchema,
  cancelSchema,
  /** Says the code that was sent to the number. */
  z.strictObject({
    type: z.literal('callback.verify'),
    ...callbackShape,
    code: z.string().check(z.regex(/^\d{6}$/)),
  }),
  /** Wants another code. */
  z.strictObject({ type: z.literal('callback.send-code'), ...callbackShape }),
]);

/** Commands of agents about callbacks. Those of the last group are for supervisors only. */
export const callbackCommandOfAgentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('callback.accept'), ...callbackShape, offerId: offerIdSchema }),
  z.strictObject({ type: z.literal('callback.decline'), ...callbackShape, offerId: offerIdSchema }),
  /** Gives a preview back. */
  z.strictObject({ type: z.literal('callback.release'), ...callbackShape }),
  /** Rings the customer now, from the preview. */
  z.strictObject({ type: z.literal('callback.dial'), ...callbackShape, revision: revisionSchema }),
  /** Says how an attempt ended, where no exchange says it or the exchange is wrong (a machine answered). */
  z.strictObject({
    type: z.literal('callback.record'),
    ...callbackShape,
    attemptId: attemptIdSchema,
    result: z.union([z.literal('connected'), outcomeSchema]),
  }),
  z.strictObject({
    type: z.literal('callback.complete'),
    ...callbackShape,
    disposition: dispositionSchema,
    note: z.optional(chatTextSchema),
  }),
  z.strictObject({ type: z.literal('callback.own'), ...callbackShape, agentId: z.optional(agentIdSchema) }),
  z.strictObject({ type: z.literal('callback.unown'), ...callbackShape }),
  rescheduleSchema,
  cancelSchema,
  z.strictObject({ type: z.literal('callback.transfer'), ...callbackShape, queueId: queueIdSchema }),
  z.strictObject({
    type: z.literal('callback.resolve'),
    ...callbackShape,
    attemptId: attemptIdSchema,
    outcome: outcomeSchema,
  }),
  /** Changes at once how a queue gives callbacks away. */
  z.strictObject({
    type: z.literal('callback.staff'),
    siteId: siteIdSchema,
    queueId: queueIdSchema,
    /** Agents the slots are computed for; absent: stays. */
    plannedAgents: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
    /** Nothing is offered while it is paused; absent: stays. */
    isPaused: z.optional(z.boolean()),
  }),
  hoursSetSchema,
]);

/** What a customer may ask of a callback. */
export type CallbackCommandOfCustomer = z.infer<typeof callbackCommandOfCustomerSchema>;
/** What an agent or supervisor may ask of a callback. */
export type CallbackCommandOfAgent = z.infer<typeof callbackCommandOfAgentSchema>;
/** When a customer wants it. */
export type WantedWhen = z.infer<typeof wantedWhenSchema>;
/** Where a customer wants it to ring. */
export type WantedTarget = z.infer<typeof wantedTargetSchema>;
