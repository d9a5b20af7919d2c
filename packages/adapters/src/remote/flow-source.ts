import { BesideError, type FlowSource } from '@beside/protocol';

/** How a page reaches its site's flow and articles. */
export interface RemoteFlowSourceOptions {
  /** Where the server is: `https://HOST`. */
  readonly url: string;
  readonly siteId: string;
  /** The global one when absent. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Longer than a person waits; what comes later finds nobody. */
const PATIENCE_MS = 15_000;

/** The port by the server's HTTP routes; a chunk of its own, which the first touch of a flow loads. */
export function createRemoteFlowSource(options: RemoteFlowSourceOptions): FlowSource {
  const { url, siteId, fetch = globalThis.fetch.bind(globalThis) } = options;

  async function ask(
    path: string,
    query: Readonly<Record<string, string | undefined>> = {},
  ): Promise<unknown> {
    const address = new URL(`/v1/sites/${siteId}/${path}`, url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, value);
    let answer: Response;
    try {
      answer = await fetch(address, { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (cause) {
      throw new BesideError('unavailable', { cause });
    }
    if (answer.ok) return answer.json();
    if (answer.status === 404) throw new BesideError('not_found');
    throw new BesideError(answer.status === 429 ? 'rate_limited' : 'unavailable');
  }

  return {
    flow: (revision) => ask('flow', { revision: revision?.toString() }),
    facts: (queueId) => ask('facts', { queueId }),
    search: (text, locale) => ask('search', { q: text, locale }),
    article: (articleId, locale) => ask(`articles/${encodeURIComponent(articleId)}`, { locale }),
  };
}
