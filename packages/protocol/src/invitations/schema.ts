import * as z from 'zod/mini';
import { hasAtMost, localeSchema, shortText } from '../session/schema.ts';

const ID = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const count = (least: number, most: number) => z.optional(z.int().check(z.gte(least), z.lte(most)));

/** What has to be so on the page; everything that is named, at once (N1). */
export const invitationRuleSchema = z.strictObject({
  /** Paths of pages; `*` at the end stands for anything. Any of them. */
  pages: z.optional(z.array(shortText(300)).check(z.minLength(1), z.maxLength(50))),
  /** Seconds that the page has been looked at. */
  secondsOnPage: count(1, 86_400),
  /** How far down the page was seen, in per cent. */
  scrolledPercent: count(1, 100),
  /** Pieces in the cart, and what they cost, in the currency's major unit. */
  cartCount: count(1, 1_000_000),
  cartTotal: z.optional(z.number().check(z.gte(0), z.lte(1e15))),
  /** Mistakes that forms of the page complained of. */
  mistakes: count(1, 1_000),
  /** The pointer left the page towards the browser's own buttons. */
  isLeaving: z.optional(z.literal(true)),
});

/** One invitation of a site, as its page gets it. */
export const invitationSchema = z.strictObject({
  invitationId: z.string().check(z.regex(ID)),
  /** Locale → what it says. */
  texts: z
    .record(
      localeSchema,
      z.strictObject({
        title: shortText(80),
        text: z.optional(shortText(200)),
        accept: shortText(40),
      }),
    )
    .check(z.refine(hasAtMost(30))),
  when: invitationRuleSchema,
  opens: z.enum(['home', 'chat', 'callback']),
  needs: z.enum(['free-agent', 'open', 'nothing']),
  /** How long it rests once it was answered, in days. */
  restDays: z.int().check(z.gte(1), z.lte(365)),
});

/** How much help there is at the moment. */
export const capacitySchema = z.strictObject({
  isOpen: z.boolean(),
  hasFreeAgent: z.boolean(),
  /** Which share of pages may invite now, 0 to 1. */
  share: z.number().check(z.gte(0), z.lte(1)),
  /** How long this may be believed. */
  validForMs: z.int().check(z.gte(0), z.lte(3_600_000)),
});

/** What a page that wants to invite is told. */
export const invitationsSchema = z.strictObject({
  invitations: z.array(invitationSchema).check(z.maxLength(20)),
  capacity: capacitySchema,
});

/** What has to be so on the page. */
export type InvitationRule = z.infer<typeof invitationRuleSchema>;
/** One invitation of a site. */
export type Invitation = z.infer<typeof invitationSchema>;
/** How much help there is at the moment. */
export type Capacity = z.infer<typeof capacitySchema>;
/** What a page that wants to invite is told. */
export type Invitations = z.infer<typeof invitationsSchema>;
