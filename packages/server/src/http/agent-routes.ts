import { schemaError } from '@beside/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AgentAuth } from '../auth/agent-auth.ts';
import type { AgentRecord } from '../ports/store-accounts.ts';
import { API } from './api.ts';
import { COOKIE, checkOrigin as checkConsoleOrigin, cookieOf } from './console-request.ts';

/** What the routes of consoles need. */
export interface AgentRoutesParts {
  readonly agents: AgentAuth;
  readonly sessionMs: number;
  readonly mainOrigin: () => string;
  readonly addressOf: (request: FastifyRequest) => string;
  /** Closes the sockets of a session. */
  readonly endSession: (sessionId: string) => void;
}

/** Adds sign-in, sign-out, "who am I" and tickets. */
export function addAgentRoutes(
  app: FastifyInstance,
  { agents, sessionMs, mainOrigin, addressOf, endSession }: AgentRoutesParts,
): void {
  const checkOrigin = (request: FastifyRequest): void => checkConsoleOrigin(request, mainOrigin);

  app.post(API.login.path, async (request, reply) => {
    checkOrigin(request);
    const body = API.login.body.safeParse(request.body);
    if (!body.success) throw schemaError(body.error.issues);
    const { token, agent } = await agents.login(body.data.email, body.data.password, addressOf(request));
    setCookie(reply, token, Math.floor(sessionMs / 1_000));
    return { agent: describeAgent(agent) };
  });

  app.post(API.logout.path, async (request, reply) => {
    checkOrigin(request);
    const token = cookieOf(request);
    if (token !== undefined) {
      const signedIn = await agents.authenticate(token).catch(() => undefined); // already over: nothing to close
      await agents.logout(token);
      if (signedIn) endSession(signedIn.sessionId);
    }
    setCookie(reply, '', 0);
    return reply.code(204).send();
  });

  app.get(API.me.path, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { agent } = await agents.authenticate(cookieOf(request));
    return { agent: describeAgent(agent) };
  });

  app.post(API.ticket.path, async (request, reply) => {
    checkOrigin(request);
    void reply.header('cache-control', 'no-store');
    return { ticket: agents.issueTicket(await agents.authenticate(cookieOf(request))) };
  });
}

function describeAgent({ agentId, email, name, alias, role }: AgentRecord): Record<string, string> {
  return { agentId, email, name, alias, role };
}

function setCookie(reply: FastifyReply, value: string, maxAgeS: number): void {
  void reply
    .header('set-cookie', `${COOKIE}=${value}; Path=/; Max-Age=${maxAgeS}; Secure; HttpOnly; SameSite=Strict`)
    .header('cache-control', 'no-store');
}
