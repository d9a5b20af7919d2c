import {
  interactionSchema,
  invitationsSchema,
  siteIdSchema,
  commandIdSchema,
  wireErrorSchema,
} from '@beside/protocol/schema';
import { LIMITS, type ErrorCode } from '@beside/protocol';
import * as z from 'zod/mini';

/** What the documentation and the handler of one route share. */
export interface ApiRoute<Body extends z.ZodMiniType = z.ZodMiniType> {
  readonly method: 'GET' | 'POST';
  /** `:name` stands for a part. */
  readonly path: string;
  readonly summary: string;
  /** The parts that `:name` stands for. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: Body;
  readonly bodyType?: 'application/json' | 'text/plain' | 'application/x-www-form-urlencoded';
  /** A page for people, refusals too. Absent: JSON. */
  readonly answerType?: 'text/html';
  /** Absent and no page: the answer has no body (204). */
  readonly answer?: z.ZodMiniType;
  readonly needsSignIn?: boolean;
  readonly errors: readonly ErrorCode[];
}

const signedInSchema = z.object({
  agentId: z.string(),
  email: z.string(),
  name: z.string(),
  alias: z.string(),
  role: z.enum(['agent', 'supervisor']),
});
const agentAnswerSchema = z.object({ agent: signedInSchema });
const emptySchema = z.strictObject({});
const statusSchema = z.object({ status: z.enum(['ok', 'read-only', 'stopping']) });

/** Every HTTP route that answers with data; `/openapi.json` is made from it. */
export const API = {
  login: {
    method: 'POST',
    path: '/v1/agents/login',
    summary: 'Signs an agent in. The session comes as the cookie __Host-beside-agent.',
    body: z.strictObject({
      email: z.string().check(z.minLength(1), z.maxLength(200)),
      password: z.string().check(z.minLength(1), z.maxLength(200)),
    }),
    answer: agentAnswerSchema,
    errors: ['bad_frame', 'unauthenticated', 'origin_refused', 'rate_limited', 'read_only'],
  },
  logout: {
    method: 'POST',
    path: '/v1/agents/logout',
    summary: 'Ends the session and closes its sockets.',
    body: emptySchema,
    needsSignIn: true,
    errors: ['origin_refused', 'read_only'],
  },
  me: {
    method: 'GET',
    path: '/v1/agents/me',
    summary: 'Who is signed in.',
    answer: agentAnswerSchema,
    needsSignIn: true,
    errors: ['unauthenticated'],
  },
  ticket: {
    method: 'POST',
    path: '/v1/agents/ticket',
    summary: 'A ticket for one socket, good once within 30 seconds; it goes into the hello frame.',
    body: emptySchema,
    answer: z.object({ ticket: z.string() }),
    needsSignIn: true,
    errors: ['unauthenticated', 'origin_refused'],
  },
  invitations: {
    method: 'GET',
    path: '/v1/sites/:siteId/invitations',
    summary: 'When pages of the site may offer help by themselves, and how much room there is at the moment.',
    params: z.strictObject({ siteId: siteIdSchema }),
    answer: invitationsSchema,
    errors: ['origin_refused', 'rate_limited'],
  },
  interactions: {
    method: 'POST',
    path: '/v1/interactions',
    summary:
      'Interactions that a page hands over while it goes away (navigator.sendBeacon). The same reportId counts once.',
    bodyType: 'text/plain',
    body: z.strictObject({
      siteId: siteIdSchema,
      token: z.string().check(z.regex(/^[A-Za-z0-9_-]{20,200}$/)),
      reportId: commandIdSchema,
      interactions: z
        .array(interactionSchema)
        .check(z.minLength(1), z.maxLength(LIMITS.maxInteractionsPerBatch)),
    }),
    errors: ['bad_frame', 'unauthenticated', 'origin_refused', 'rate_limited', 'read_only', 'too_large'],
  },
  health: {
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the process answers.',
    answer: statusSchema,
    errors: [],
  },
  ready: {
    method: 'GET',
    path: '/readyz',
    summary: 'Whether it can do its work; 503 while nothing can be stored.',
    answer: statusSchema,
    errors: ['read_only'],
  },
} as const satisfies Record<string, ApiRoute>;

/** What every refusal looks like. */
export const errorAnswerSchema = z.object({ error: wireErrorSchema });
