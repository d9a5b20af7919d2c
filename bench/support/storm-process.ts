import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { StormAnswer, StormAsk, StormCalls, StormName } from './storm-calls.ts';

/** A process full of clients, so that neither their memory nor their work is taken for the server's. */
export interface StormProcess {
  /** Asks for one thing; rejects with what went wrong there, or when the process ends before it answers. */
  call<Name extends StormName>(name: Name, ask: StormCalls[Name]['ask']): Promise<StormCalls[Name]['answer']>;
  stop(): void;
}

/** Starts one. */
export function startStormProcess(): StormProcess {
  const path = fileURLToPath(new URL('storm-child.ts', import.meta.url));
  const child = fork(path, [], { execArgv: ['--conditions=development'], stdio: ['ignore', 2, 2, 'ipc'] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  child.on('message', (message) => {
    const { id, value, error } = message as StormAnswer; // sent by our own script
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process of the clients ended'));
    waiting.clear();
  });
  return {
    async call(name, ask) {
      const id = (lastId += 1);
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      child.send({ id, name, ask } satisfies StormAsk);
      return (await answer.promise) as never; // the child's table of handlers has these types
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
