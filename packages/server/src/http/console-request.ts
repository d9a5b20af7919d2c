import { BesideError } from '@beside/protocol';
import type { FastifyRequest } from 'fastify';
import type { AgentAuth, SignedIn } from '../auth/agent-auth.ts';

/** The cookie of a console. `__Host-`: this host only, whole site, never over an insecure way. */
export const COOKIE = '__Host-beside-agent';

/** What tells one console's request from any other. */
export interface ConsoleRequestParts {
  readonly agents: AgentAuth;
  readonly mainOrigin: () => string;
}

/**
 * Only our own page may change anything: SameSite keeps cookies from other sites, this from other origins of ours.
 *
 * @throws BesideError `origin_refused`
 */
export function checkOrigin(request: FastifyRequest, mainOrigin: () => string): void {
  if (request.headers.origin !== mainOrigin()) throw new BesideError('origin_refused');
}

/** The token in the console's cookie. */
export function cookieOf(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return value === '' ? undefined : value;
}

/**
 * Who asks about a site: agents read, supervisors change. A request that changes something has to come from our own page.
 *
 * Rejects with `origin_refused`, `unauthenticated`, with `not_found` for a site the agent does not serve, and with
 * `forbidden` for an agent who wants to change.
 */
export async function signedInFor(
  { agents, mainOrigin }: ConsoleRequestParts,
  request: FastifyRequest,
  { siteId, changes }: { readonly siteId: string; readonly changes: boolean },
): Promise<SignedIn> {
  if (request.method !== 'GET') checkOrigin(request, mainOrigin);
  const signedIn = await agents.authenticate(cookieOf(request));
  const { queues, role } = signedIn.agent;
  if (!Object.hasOwn(queues, siteId)) throw new BesideError('not_found');
  if (changes && role !== 'supervisor') throw new BesideError('forbidden');
  return signedIn;
}
