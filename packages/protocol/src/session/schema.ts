import * as z from 'zod/mini';
import { fitsBytes } from '../fits-bytes.ts';
import {
  UUID_V7,
  type AgentId,
  type AttemptId,
  type CallbackId,
  type CommandId,
  type ConversationId,
  type CustomerId,
  type EntryId,
  type Epoch,
  type HoldId,
  type InteractionId,
  type OfferId,
  type QueueId,
  type SiteId,
} from '../ids.ts';
import { LIMITS } from '../limits.ts';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

// The pattern is the proof that lets the brands below be asserted.
const uuid = () => z.string().check(z.regex(UUID_V7));
const name = () => z.string().check(z.regex(NAME));
const branded = <Brand extends string>(schema: z.ZodMiniString) =>
  schema as unknown as z.ZodMiniType<Brand, string>;

/** A site's configured name. */
export const siteIdSchema = branded<SiteId>(name());
/** A queue's configured name within its site. */
export const queueIdSchema = branded<QueueId>(name());
/** One customer of one site. */
export const customerIdSchema = branded<CustomerId>(uuid());
/** One agent or supervisor. */
export const agentIdSchema = branded<AgentId>(uuid());
/** One conversation. */
export const conversationIdSchema = branded<ConversationId>(uuid());
/** One entry of a timeline. */
export const entryIdSchema = branded<EntryId>(uuid());
/** One offer of a conversation to an agent. */
export const offerIdSchema = branded<OfferId>(uuid());
/** One callback. */
export const callbackIdSchema = branded<CallbackId>(uuid());
/** One attempt of a callback. */
export const attemptIdSchema = branded<AttemptId>(uuid());
/** A slot kept for one customer. */
export const holdIdSchema = branded<HoldId>(uuid());
/** Idempotency key of one command, report or request. */
export const commandIdSchema = branded<CommandId>(uuid());
/** One reported interaction. */
export const interactionIdSchema = branded<InteractionId>(uuid());
/** Name of one unbroken history of a conversation; opaque. */
export const epochSchema = branded<Epoch>(z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/)));

/** Entry numbers: 1 for the first entry of a conversation, 0 for "none yet". */
export const seqSchema = z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));
/** Epoch milliseconds between 1970 and 9999. */
export const instantSchema = z.int().check(z.gte(0), z.lte(253_402_300_799_999));
/** BCP 47 language tag, as far as this product uses them. */
export const localeSchema = z.string().check(z.regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/));

// All that Unicode has apart from control characters (line breaks and tabs may be) and halves of surrogate pairs.
const PRINTABLE = /^[\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\u{10ffff}]*$/u;
const KEEPS_DIRECTION = /^[^\u202a-\u202e\u2066-\u2069]*$/;

/** A short text without control characters but line breaks and tabs; at most `maxLength` UTF-16 units. */
export const shortText = (maxLength: number) => z.string().check(z.maxLength(maxLength), z.regex(PRINTABLE));
/** How somebody or something is called: a short text that cannot turn the direction of what stands beside it. */
export const nameText = (maxLength: number) => shortText(maxLength).check(z.regex(KEEPS_DIRECTION));

/** A check of records: how many keys they may have. */
export const hasAtMost =
  (count: number) =>
  (record: object): boolean =>
    Object.keys(record).length <= count;

/** A page of the site: address as origin + path (queries only as far as the site allows), title. */
export const pageSchema = z.strictObject({
  url: shortText(2_048),
  title: z.optional(shortText(300)),
});

/** One line of a cart, as the page says it. */
export const cartItemSchema = z.strictObject({
  id: shortText(100),
  name: shortText(200),
  quantity: z.int().check(z.gte(0), z.lte(1_000_000)),
  unitPrice: z.number().check(z.gte(0), z.lte(1e15)),
});

/** A cart, as the page says it; amounts in the currency's major unit. */
export const cartSchema = z.strictObject({
  items: z.array(cartItemSchema).check(z.maxLength(LIMITS.maxCartItems)),
  total: z.number().check(z.gte(0), z.lte(1e15)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});

/** Free attributes of a page: at most 50, names of letters, digits, `_ . -`. */
export const attributesSchema = z
  .record(
    z.string().check(z.regex(/^(?!__proto__$|constructor$|prototype$)[A-Za-z][A-Za-z0-9_.-]{0,63}$/)),
    shortText(LIMITS.maxAttributeBytes).check(
      z.refine((text) => fitsBytes(text, LIMITS.maxAttributeBytes), 'too_large'),
    ),
  )
  .check(z.refine(hasAtMost(LIMITS.maxAttributes)));

/** What a page may say about the moment by itself; everything in it is unverified. */
export const saidContextShape = {
  page: z.optional(pageSchema),
  cart: z.optional(cartSchema),
  attributes: z.optional(attributesSchema),
  /** What the customer calls themselves, if the page knows. */
  customerName: z.optional(nameText(100)),
} as const;
/** The same as one object. */
export const saidContextSchema = z.strictObject(saidContextShape);

/** One line a widget reports: something the customer did with it. */
export const interactionSchema = z.strictObject({
  id: interactionIdSchema,
  name: z.string().check(z.regex(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*){0,3}$/), z.maxLength(64)),
  at: instantSchema,
  properties: z
    .record(
      z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,31}$/)),
      z.union([shortText(200), z.number(), z.boolean()]),
    )
    .check(z.refine(hasAtMost(LIMITS.maxInteractionProperties))),
});

/** Whether somebody can help now. */
export const availabilitySchema = z.object({
  /** `open`: within hours and agents are there. `unattended`: within hours, nobody signed in. `closed`: outside hours. */
  status: z.enum(['open', 'unattended', 'closed']),
  /** Next opening; only when closed and known. */
  opensAt: z.optional(instantSchema),
  /** End of the current opening; only when not closed and not always open. */
  closesAt: z.optional(instantSchema),
  /** The centre's IANA time zone. */
  zone: shortText(64),
  /** The newest revision of the site's flow; absent: there is none. Who is inside an older one finishes it. */
  flowRevision: z.optional(z.int().check(z.gte(1))),
});

/** What a customer's page may know about its site. */
export const siteInfoSchema = z.object({
  siteId: siteIdSchema,
  name: nameText(100),
  /** Texts of the site per locale: greeting and the like; keys are listed in the site configuration. */
  texts: z.record(z.string(), z.record(z.string(), shortText(2_000))),
  /** Names of URL query parameters that may be part of a page's address. */
  allowedQueries: z.array(shortText(64)),
  /** Whether the site calls back; absent: it does not. */
  callsBack: z.optional(z.boolean()),
  /** Whether the site has articles to search and to read (`knowledge/schema.ts`); absent: it has none. */
  hasArticles: z.optional(z.boolean()),
});

/** A person or machine that speaks in a conversation. */
export const authorSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('customer') }),
  z.object({ role: z.literal('agent'), agentId: agentIdSchema, name: nameText(100) }),
  z.object({ role: z.literal('bot'), name: nameText(100) }),
]);

/** How far a side has received and read, as entry numbers; both only ever grow. */
export const receiptSchema = z.object({ deliveredSeq: seqSchema, readSeq: seqSchema });

/** The page a customer is on: address as origin + path, and title. */
export type PageContext = z.infer<typeof pageSchema>;
/** One line of a cart. */
export type CartItem = z.infer<typeof cartItemSchema>;
/** A cart; amounts in the currency's major unit. */
export type Cart = z.infer<typeof cartSchema>;
/** Free attributes of a page, by name; unverified. */
export type Attributes = z.infer<typeof attributesSchema>;
/** Something the customer did with a widget, as it is reported. */
export type Interaction = z.infer<typeof interactionSchema>;
/** Whether somebody can help now. */
export type Availability = z.infer<typeof availabilitySchema>;
/** What a customer's page may know about its site. */
export type SiteInfo = z.infer<typeof siteInfoSchema>;
/** A person or machine that speaks in a conversation. */
export type Author = z.infer<typeof authorSchema>;
/** How far a side has received and read, as entry numbers. */
export type Receipt = z.infer<typeof receiptSchema>;
