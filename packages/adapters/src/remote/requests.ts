import { BesideError, type Clock } from '@beside/protocol';

/** Questions that wait for their answers, by id. */
export interface Requests<Answer> {
  /** Sends by `send` and waits. The same id asked twice is sent once and answered to both. */
  ask(id: string, send: () => boolean): Promise<Answer>;
  answer(id: string, answer: Answer): void;
  refuse(id: string, error: BesideError): void;
  /** The connection is gone: nothing that waits will be answered. */
  loseAll(error: BesideError): void;
}

const TIMEOUT_MS = 15_000;

interface Waiting<Answer> {
  readonly promise: Promise<Answer>;
  settle(outcome: { answer: Answer } | { error: BesideError }): void;
}

/** Makes an empty book of questions; each is given 15 s. */
export function createRequests<Answer>(clock: Clock): Requests<Answer> {
  const waiting = new Map<string, Waiting<Answer>>();

  function wait(id: string): Waiting<Answer> {
    let settle: Waiting<Answer>['settle'] = () => undefined;
    const promise = new Promise<Answer>((resolve, reject) => {
      const cancel = clock.after(TIMEOUT_MS, () => settle({ error: new BesideError('timeout') }));
      settle = (outcome) => {
        cancel();
        waiting.delete(id);
        if ('answer' in outcome) resolve(outcome.answer);
        else reject(outcome.error);
      };
    });
    const entry = { promise, settle };
    waiting.set(id, entry);
    return entry;
  }

  return {
    ask(id, send) {
      const known = waiting.get(id);
      if (known) return known.promise;
      const entry = wait(id);
      if (!send()) entry.settle({ error: new BesideError('disconnected') });
      return entry.promise;
    },
    answer: (id, answer) => waiting.get(id)?.settle({ answer }),
    refuse: (id, error) => waiting.get(id)?.settle({ error }),
    loseAll: (error) => {
      for (const entry of waiting.values()) entry.settle({ error });
    },
  };
}
