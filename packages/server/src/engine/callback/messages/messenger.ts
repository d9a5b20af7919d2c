import type { Log } from '../../../ports/log.ts';
import type { OutgoingMessage, Sender } from '../../../ports/sender.ts';
import { createBackground } from '../../background.ts';

/** Sends what is to go out beside everything else: a mail server that is slow must not make a call late. */
export interface Messenger {
  /** Begins; `afterwards` runs when it needs no further try. */
  begin(
    sender: Sender,
    compose: () => Promise<OutgoingMessage | undefined>,
    afterwards: () => Promise<void>,
  ): void;
  /** Waits for nothing that a mail server says: what is under way is tried again at the next start. */
  stop(): Promise<void>;
}

/** Makes one. What cannot be sent is logged by its kind only. */
export function createMessenger(log: Pick<Log, 'error'>): Messenger {
  const working = createBackground(log);
  const controller = new AbortController();
  const { signal } = controller;

  return {
    begin: (sender, compose, afterwards) =>
      working.run(async () => {
        const message = await compose();
        const outcome = message && (await untilAborted(sender.send(message), signal));
        if (signal.aborted) return;
        if (outcome?.kind === 'failed')
          log.error(
            { type: message?.channel ?? '' },
            outcome.mayRetry ? 'a message was not taken' : 'a message was refused for good',
          );
        if (outcome?.kind === 'failed' && outcome.mayRetry) return;
        await afterwards();
      }),
    async stop() {
      controller.abort();
      await working.finished();
    },
  };
}

/** `undefined` when it is aborted first. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const leave = (): void => resolve(undefined);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
