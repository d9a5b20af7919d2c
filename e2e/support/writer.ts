import { connect, newId, WireFailure, type LooseEntry, type WireClient } from './wire-client.ts';

/** One operation as its invoker saw it: `ok` = acknowledged, `open` = the answer never came. */
export interface Operation {
  readonly text: string;
  readonly commandId: string;
  outcome: 'ok' | 'open';
}

/** A customer who writes numbered messages one after another and sends each again until it is acknowledged. */
export interface Writer {
  readonly name: string;
  readonly operations: readonly Operation[];
  /** Writes until aborted; survives every loss of the server. */
  run(signal: AbortSignal): Promise<void>;
  /** Everything the server has of this conversation, by history pages. */
  readAll(): Promise<LooseEntry[]>;
  close(): void;
}

/** Makes a writer of the site `shop`. */
export function createWriter(name: string, socketUrl: string): Writer {
  const conversationId = newId();
  const operations: Operation[] = [];
  let client: WireClient | undefined;
  let token: string | undefined;

  const connected = async (): Promise<WireClient> => {
    while (!client?.isOpen) {
      try {
        client = await connect(socketUrl, { role: 'customer', siteId: 'shop', ...(token ? { token } : {}) });
        token = client.token ?? token;
      } catch {
        await wait(20); // the server is down: that is the experiment
      }
    }
    return client;
  };
  /** Sends until acknowledged, always with the same id, as an outbox does. */
  const insist = async (
    command: Readonly<Record<string, unknown>>,
    commandId: string,
    signal?: AbortSignal,
  ): Promise<boolean> => {
    while (!signal?.aborted) {
      try {
        await (await connected()).command(command, commandId);
        return true;
      } catch (failure) {
        if (
          !(failure instanceof WireFailure) ||
          !['disconnected', 'unavailable', 'rate_limited', 'timeout'].includes(failure.code)
        )
          throw failure;
        await wait(10);
      }
    }
    return false;
  };

  return {
    name,
    operations,
    async run(signal) {
      await insist({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' }, newId());
      for (let number = 1; !signal.aborted; number += 1) {
        const operation: Operation = { text: `${name}:${number}`, commandId: newId(), outcome: 'open' };
        operations.push(operation);
        const command = {
          type: 'chat.send',
          conversationId,
          content: { kind: 'text', text: operation.text },
        };
        if (await insist(command, operation.commandId, signal)) operation.outcome = 'ok';
        await wait(Math.random() * 8);
      }
    },
    async readAll() {
      const entries: LooseEntry[] = [];
      for (let beforeSeq = Number.MAX_SAFE_INTEGER; ;) {
        const page = await (
          await connected()
        ).request({ type: 'history', id: newId(), conversationId, beforeSeq, limit: 200 });
        const found = page.entries ?? [];
        entries.unshift(...found);
        if (!page.more || !found[0]) return entries;
        beforeSeq = found[0].seq;
      }
    },
    close: () => client?.close(),
  };
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
