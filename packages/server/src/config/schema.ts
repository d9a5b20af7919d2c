import { LIMITS, type LimitName } from '@beside/protocol';
import { nameText, shortText } from '@beside/protocol/schema';
import * as z from 'zod';
import { siteCallbackSchema } from './callback.ts';
import { hoursSchema } from './hours.ts';
import { siteKnowledgeSchema } from './knowledge.ts';
import { siteInvitationsSchema } from './invitations.ts';
import { messagesSchema } from './messages.ts';
import { siteTelephonySchema, telephonySchema } from './telephony.ts';

const name = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'use 1 to 40 of a-z, 0-9 and -');
/** How somebody or something is called. */
const calledText = nameText(100).check(z.minLength(1));
const originText = z
  .string()
  .refine(isExactOrigin, 'write an exact origin such as https://shop.example, without a path');
const identitySchema = z
  .strictObject({
    algorithm: z.enum(['HS256', 'RS256', 'ES256', 'EdDSA']),
    /** Shared secret of at least 32 bytes, or a public key in PEM. */
    key: z.string().min(32, 'give a secret of at least 32 characters or a public key in PEM').optional(),
    /** Name of the environment variable that holds it. */
    keyEnv: z.string().min(1).optional(),
  })
  .refine(
    (identity) => (identity.key === undefined) !== (identity.keyEnv === undefined),
    'give either key or keyEnv',
  );

/** One site, as the operator writes it. */
export const siteSchema = z.strictObject({
  siteId: name,
  name: calledText,
  origins: z.array(originText).min(1, 'list at least one origin'),
  /** Lets clients without a browser (no Origin header) talk to this site. */
  allowNoOrigin: z.boolean().default(false),
  queues: z
    .array(z.strictObject({ queueId: name, name: calledText }))
    .min(1)
    .default([{ queueId: 'general', name: 'General' }]),
  hours: hoursSchema.default({ zone: 'UTC', week: 'always', exceptions: {}, holidays: [], calendars: [] }),
  /** Locale → key → text; keys: `greeting`, `emptyChat`, and `callbackReasons`, one a line. */
  texts: z
    .record(
      z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
      z.partialRecord(z.enum(['greeting', 'emptyChat', 'callbackReasons']), shortText(2_000)),
    )
    .default({}),
  allowedQueries: z.array(shortText(64).check(z.minLength(1))).default([]),
  identity: identitySchema.optional(),
  backend: z.string().min(1).optional(),
  backendSettings: z.record(z.string(), z.unknown()).default({}),
  telephony: z.exactOptional(siteTelephonySchema),
  /** When pages offer help by themselves; absent: they do not. */
  invitations: z.exactOptional(siteInvitationsSchema),
  /** How customers are called back; absent: they are not. */
  callback: siteCallbackSchema.optional(),
  /** File of the flow that leads customers, relative to this one. */
  visualIvr: z.exactOptional(z.string().min(1)),
  /** Folder of articles, relative to this file. */
  knowledge: siteKnowledgeSchema.optional(),
});

/** One agent or supervisor, as the operator writes them. */
export const agentSchema = z
  .strictObject({
    email: z.email().transform((email) => email.toLowerCase()),
    name: calledText,
    /** The name customers see; `name` when absent. */
    alias: z.optional(calledText),
    role: z.enum(['agent', 'supervisor']).default('agent'),
    /** Argon2id in PHC form. */
    passwordHash: z
      .string()
      .startsWith('$argon2id$', 'give an argon2id hash in PHC form ($argon2id$…)')
      .optional(),
    /** Name of the environment variable that holds the password, so that it stands in no file. */
    passwordEnv: z.string().min(1).optional(),
    /** Site id → queue ids. */
    queues: z.record(name, z.array(name).min(1)),
    capacity: z.int().min(1).max(50).default(4),
    disabled: z.boolean().default(false),
  })
  .refine(
    (agent) => (agent.passwordHash === undefined) !== (agent.passwordEnv === undefined),
    'give either passwordHash or passwordEnv',
  );

const limitNames = Object.keys(LIMITS) as [LimitName, ...LimitName[]]; // the keys of LIMITS are its names

/** Limits of connections and sign-in that only the server knows; the shared ones are in the protocol. */
export const SERVER_LIMITS = {
  /** Sockets of one customer or one console's session. */
  socketsPerSession: 10,
  /** Sockets from one network address. */
  socketsPerAddress: 2_000,
  /** Of those, sockets that have not said hello yet. */
  greetingsPerAddress: 50,
  /** New sockets a second from one network address. */
  handshakesPerSecond: 200,
  /** Failed sign-ins of one e-mail, and of one address, in a quarter of an hour. */
  failedLoginsPerEmail: 10,
  failedLoginsPerAddress: 50,
  /** An agent's session without any sign of life, and at most. */
  agentIdleMs: 900_000,
  agentSessionMs: 43_200_000,
  /** Sessions of one agent at once; the oldest goes. */
  sessionsPerAgent: 3,
  /** How old a customer's token may be, and after which it is changed. */
  customerSessionMs: 86_400_000,
  tokenRotationMs: 3_600_000,
  /** A socket that has said nothing for this long is taken as dead. */
  silenceMs: 45_000,
} as const;

/** A limit's name, of both kinds. */
export type AnyLimitName = LimitName | keyof typeof SERVER_LIMITS;
/** All limits with the operator's changes. */
export type ServerLimits = Readonly<Record<AnyLimitName, number>>;

const serverLimitNames = Object.keys(SERVER_LIMITS) as [keyof typeof SERVER_LIMITS]; // the keys of SERVER_LIMITS

/** The configuration file. */
export const fileSchema = z.strictObject({
  host: z.string().min(1).optional(),
  port: z.int().min(0).max(65_533, 'the two ports after it are used too').optional(),
  data: z.string().min(1).optional(),
  /** Origins as browsers see them, where a proxy stands in front. */
  publicUrl: originText.optional(),
  publicDemoUrl: originText.optional(),
  publicViewerUrl: originText.optional(),
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: z.array(z.string().min(1)).default([]),
  /** Whether the demonstration sites and logins exist. */
  demo: z.boolean().optional(),
  /** Needed to read `/metrics` from another machine. */
  metricsToken: z.string().min(16).optional(),
  /** Backend of sites that name none. */
  backend: z.string().min(1).optional(),
  /** Who makes telephone calls; agents dial by hand without it. */
  telephony: telephonySchema.optional(),
  /** Who takes messages to customers; without it none are sent, outside of the demonstration. */
  messages: messagesSchema.optional(),
  sites: z.array(siteSchema).default([]),
  agents: z.array(agentSchema).default([]),
  limits: z.partialRecord(z.enum([...limitNames, ...serverLimitNames]), z.int().min(1)).default({}),
});

/** The configuration file, checked. */
export type ConfigFile = z.infer<typeof fileSchema>;
/** One site of the configuration file, checked. */
export type SiteEntry = z.infer<typeof siteSchema>;
/** One agent of the configuration file, checked. */
export type AgentEntry = z.infer<typeof agentSchema>;

function isExactOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes('*')) return false;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text;
}
