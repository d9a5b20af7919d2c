import { BesideError, isErrorCode } from '@beside/protocol';

/** Who is signed in, as the server says. */
export interface SignedInAgent {
  readonly agentId: string;
  /** As colleagues see it. */
  readonly name: string;
  readonly email: string;
}

/** Signing in and out; rejects with BesideError, `disconnected` where the server cannot be reached. */
export interface AgentApi {
  /** Rejects with `unauthenticated` or `rate_limited` (`details.retryAfterMs`). */
  login(email: string, password: string): Promise<SignedInAgent>;
  logout(): Promise<void>;
  /** Rejects with `unauthenticated` when nobody is signed in. */
  me(): Promise<SignedInAgent>;
  /** A ticket for one socket. */
  ticket(): Promise<string>;
}

/** Somebody looks at the page and waits; a server that is there answers in far less. */
const TIMEOUT_MS = 10_000;

/** The server's routes for consoles, on this page's own origin; the session is a cookie that no script can read. */
export function createAgentApi(fetch: typeof globalThis.fetch): AgentApi {
  const ask = async (method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const { isOk, status, text } = await request(method, path, body).catch((cause: unknown) => {
      throw new BesideError('disconnected', { cause });
    });
    const answer = parse(text);
    if (!isOk) throw toError(status, answer);
    return answer;
  };
  const request = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    return { isOk: response.ok, status: response.status, text: await response.text() };
  };
  return {
    login: async (email, password) => readAgent(await ask('POST', '/v1/agents/login', { email, password })),
    logout: async () => void (await ask('POST', '/v1/agents/logout', {})),
    me: async () => readAgent(await ask('GET', '/v1/agents/me')),
    ticket: async () => {
      const ticket = field(await ask('POST', '/v1/agents/ticket', {}), 'ticket');
      if (typeof ticket !== 'string') throw new BesideError('bad_frame');
      return ticket;
    },
  };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined; // a proxy's page instead of an answer; the status says enough
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function readAgent(answer: unknown): SignedInAgent {
  const agent = field(answer, 'agent');
  const [agentId, name, email] = ['agentId', 'name', 'email'].map((key) => field(agent, key));
  if (typeof agentId !== 'string' || typeof name !== 'string' || typeof email !== 'string')
    throw new BesideError('bad_frame');
  return { agentId, name, email };
}

function toError(status: number, answer: unknown): BesideError {
  const error = field(answer, 'error');
  const code = field(error, 'code');
  const retryAfterMs = field(error, 'retryAfterMs');
  if (typeof code === 'string' && isErrorCode(code))
    return new BesideError(code, typeof retryAfterMs === 'number' ? { details: { retryAfterMs } } : {});
  return new BesideError(status === 401 ? 'unauthenticated' : status >= 500 ? 'unavailable' : 'bad_frame');
}
