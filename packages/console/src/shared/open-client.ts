import type { AgentDesk, AgentSession } from '@beside/protocol';
import type { AgentClient } from '@beside/sdk/agent';

/** A client with the one thing more that a console asks of its connection. */
export interface ConsoleClient {
  readonly client: AgentClient;
  /** Tries to connect now instead of later. */
  wake(): void;
}

/**
 * Makes a client over a desk and keeps hold of the session it opens, for waking it.
 *
 * @param create makes the client from the desk it is given
 */
export function openClient(desk: AgentDesk, create: (desk: AgentDesk) => AgentClient): ConsoleClient {
  let session: AgentSession | undefined;
  const client = create({
    open(options) {
      session = desk.open(options);
      return session;
    },
  });
  return { client, wake: () => session?.wake() };
}
