import { BesideError, type AgentId, type Clock } from '@beside/protocol';
import type { ServerLimits } from '../config/schema.ts';
import type { AgentRecord, AgentSessionRecord } from '../ports/store-accounts.ts';
import type { Store } from '../ports/store.ts';
import { verifyPassword } from './passwords.ts';
import { BucketMap } from './token-bucket.ts';
import { createToken, hashToken } from './tokens.ts';

const TICKET_MS = 30_000;
const TOUCH_MS = 30_000;
const QUARTER_HOUR_S = 900;

/** A console that has signed in. */
export interface SignedIn {
  readonly agent: AgentRecord;
  /** Hash of the session's token; names the session. */
  readonly sessionId: string;
}

/** Sign-in of agents: password → session in a cookie → one-time ticket for each socket. */
export interface AgentAuth {
  /** Resolves to the session's token. Rejects with `unauthenticated` (also for disabled agents) or `rate_limited`. */
  login(email: string, password: string, address: string): Promise<{ token: string; agent: AgentRecord }>;
  /** Ends a session; unknown tokens are ignored. */
  logout(token: string): Promise<void>;
  /** The session of a cookie's token, kept alive by asking. Rejects with `unauthenticated`. */
  authenticate(token: string | undefined): Promise<SignedIn>;
  /** A ticket for one socket, good once within 30 s. */
  issueTicket(signedIn: SignedIn): string;
  /** Rejects with `unauthenticated`. */
  redeemTicket(ticket: string): Promise<SignedIn>;
  /** Whether a session is still good; `keepAlive` says that its console is there. */
  check(sessionId: string, keepAlive: boolean): Promise<boolean>;
  /** Forgets tickets and counts that ran out; called every few seconds. */
  sweep(): void;
}

/** @throws nothing at once; see {@link AgentAuth} */
export function createAgentAuth({
  store,
  clock,
  limits,
}: {
  store: Store;
  clock: Clock;
  limits: ServerLimits;
}): AgentAuth {
  /** Good until a moment of the steady clock. */
  const tickets = new Map<string, { sessionId: string; expiresAt: number }>();
  const perEmail = new BucketMap(limits.failedLoginsPerEmail, limits.failedLoginsPerEmail / QUARTER_HOUR_S);
  const perAddress = new BucketMap(
    limits.failedLoginsPerAddress,
    limits.failedLoginsPerAddress / QUARTER_HOUR_S,
  );

  async function find(sessionId: string, keepAlive: boolean): Promise<SignedIn | undefined> {
    const { session, agent } = await store.read(async (transaction) => {
      const found = await transaction.findAgentSession(sessionId);
      return { session: found, agent: found && (await transaction.findAgent(found.agentId)) };
    });
    const now = clock.now();
    if (!session || !agent || agent.isDisabled || isOver(session, now)) return undefined;
    if (keepAlive && now - session.seenAt > TOUCH_MS) {
      await store
        .transact((transaction) => transaction.touchAgentSession(sessionId, now))
        .catch(ignoreReadOnly);
    }
    return { agent, sessionId };
  }

  function isOver(session: AgentSessionRecord, now: number): boolean {
    return now - session.seenAt > limits.agentIdleMs || now - session.createdAt > limits.agentSessionMs;
  }

  /** Makes room first: sessions that are over go, then the oldest ones. */
  async function openSession(agentId: AgentId): Promise<string> {
    const token = createToken(clock);
    const now = clock.now();
    await store.transact(async (transaction) => {
      const sessions = await transaction.listAgentSessions(agentId);
      const live = sessions.filter((session) => !isOver(session, now));
      const kept = live.slice(Math.max(0, live.length - limits.sessionsPerAgent + 1));
      for (const session of sessions) {
        if (!kept.includes(session)) await transaction.deleteAgentSession(session.tokenHash);
      }
      await transaction.insertAgentSession({
        tokenHash: hashToken(token),
        agentId,
        createdAt: now,
        seenAt: now,
      });
    });
    return token;
  }

  return {
    async login(email, password, address) {
      const name = email.trim().toLowerCase();
      const now = clock.steadyNow();
      // The address first: what it is refused must neither count against somebody's e-mail nor take memory for it.
      const addressWaitMs = perAddress.take(address, now);
      const waitMs = addressWaitMs || perEmail.take(name, now);
      if (waitMs > 0) {
        if (addressWaitMs === 0) perAddress.giveBack(address);
        throw new BesideError('rate_limited', { details: { retryAfterMs: waitMs } });
      }
      const giveBack = (): void => {
        perEmail.giveBack(name);
        perAddress.giveBack(address);
      };
      const agent = await store
        .read((transaction) => transaction.findAgentByEmail(name))
        .catch((error: unknown) => {
          giveBack(); // nothing was tried: who signs in again when the database is back must not be locked out
          throw error;
        });
      const isRight = await verifyPassword(agent?.passwordHash, password);
      if (!isRight || !agent || agent.isDisabled) throw new BesideError('unauthenticated');
      giveBack();
      return { token: await openSession(agent.agentId), agent };
    },
    logout: (token) => store.transact((transaction) => transaction.deleteAgentSession(hashToken(token))),
    async authenticate(token) {
      const signedIn = token === undefined ? undefined : await find(hashToken(token), true);
      if (!signedIn) throw new BesideError('unauthenticated');
      return signedIn;
    },
    issueTicket({ sessionId }) {
      const ticket = createToken(clock);
      tickets.set(hashToken(ticket), { sessionId, expiresAt: clock.steadyNow() + TICKET_MS });
      return ticket;
    },
    async redeemTicket(ticket) {
      const key = hashToken(ticket);
      const known = tickets.get(key);
      tickets.delete(key);
      const signedIn =
        known && known.expiresAt >= clock.steadyNow() ? await find(known.sessionId, true) : undefined;
      if (!signedIn) throw new BesideError('unauthenticated');
      return signedIn;
    },
    check: async (sessionId, keepAlive) => (await find(sessionId, keepAlive)) !== undefined,
    sweep() {
      const now = clock.steadyNow();
      for (const [key, ticket] of tickets) if (ticket.expiresAt < now) tickets.delete(key);
      perEmail.prune(now);
      perAddress.prune(now);
    },
  };
}

/** Without a writable disk a session is not prolonged, but goes on until it is over. */
function ignoreReadOnly(error: unknown): void {
  if (error instanceof BesideError && error.code === 'read_only') return;
  throw error;
}
