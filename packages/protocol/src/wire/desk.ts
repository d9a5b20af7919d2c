import * as z from 'zod/mini';
import { contextSchema } from '../session/context-schema.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  instantSchema,
  localeSchema,
  nameText,
  offerIdSchema,
  queueIdSchema,
  seqSchema,
  shortText,
  siteIdSchema,
} from '../session/schema.ts';
import {
  deskCallbackSchema,
  deskDispositionsSchema,
  deskStaffingSchema,
  deskWaitsSchema,
} from '../callback/desk-schema.ts';
import { deskHoursSchema } from '../callback/hours-schema.ts';
import { statusSchema } from './basics.ts';

/** One conversation in an agent's list. */
export const deskConversationSchema = z.object({
  conversationId: conversationIdSchema,
  siteId: siteIdSchema,
  queueId: queueIdSchema,
  status: statusSchema,
  locale: localeSchema,
  queuedAt: instantSchema,
  answeredAt: z.optional(instantSchema),
  lastSeq: seqSchema,
  /** From the page, unverified. */
  context: contextSchema,
  /** From a signed identity token; absent when the customer is not identified. */
  verified: z.optional(
    z.object({
      subject: shortText(200),
      name: z.optional(nameText(100)),
      email: z.optional(shortText(200)),
    }),
  ),
});

/** An offer that rings. */
export const deskOfferSchema = z.object({
  offerId: offerIdSchema,
  expiresAt: instantSchema,
  conversation: deskConversationSchema,
});

/** Everything a console shows apart from timelines; sent whole, at most a few times a second. */
export const deskSchema = z.object({
  agent: z.object({
    agentId: agentIdSchema,
    name: nameText(100),
    alias: nameText(100),
    role: z.enum(['agent', 'supervisor']),
  }),
  presence: z.enum(['available', 'busy', 'away', 'offline']),
  /** Why, when the server changed it: too many missed offers. */
  presenceReason: z.optional(z.enum(['missed-offers'])),
  capacity: z.int().check(z.gte(0)),
  offers: z.array(deskOfferSchema),
  conversations: z.array(deskConversationSchema),
  /** Of the agent's queues: ringing, mine, due, upcoming, to be reviewed; by their next moment. Absent: the centre does not call back. */
  callbacks: z.optional(z.array(deskCallbackSchema)),
  /** For supervisors only. */
  staffing: z.optional(z.array(deskStaffingSchema)),
  /** When the sites are open, to be changed by `hours.set`; for supervisors only. */
  hours: z.optional(z.array(deskHoursSchema)),
  /** How the waiting ranges of the queues held; for supervisors only. */
  waits: z.optional(z.array(deskWaitsSchema)),
  /** What may be said came of a call; of the sites that call back. */
  dispositions: z.optional(z.array(deskDispositionsSchema)),
  queues: z.array(
    z.object({
      siteId: siteIdSchema,
      queueId: queueIdSchema,
      name: nameText(100),
      waiting: z.int(),
      oldestQueuedAt: z.optional(instantSchema),
      agentsAvailable: z.int(),
    }),
  ),
});
