import type { History } from '../history.ts';
import type { Random } from '../random.ts';
import type { Stand } from '../stand.ts';
import { createAgent } from './agent.ts';
import { createCustomer } from './customer.ts';
import { inTime } from './waiting.ts';

/** Everybody who is at work during a run. */
export interface Crowd {
  /** Rejects when somebody met what must not happen; never resolves. */
  readonly failure: Promise<never>;
  /** Lets everybody finish, settle and read everything. Rejects when it takes longer than this. */
  settle(withinMs: number): Promise<void>;
  close(): void;
}

/** One agent of the demonstration has room for four; the last one comes after the faults, and has to be served too. */
const CUSTOMERS = 3;

/** Reading everything takes this long at most. */
const READ_WITHIN_MS = 10_000;

/** Brings customers and an agent to a stand; they are at work from here on. */
export function startCrowd({ server, socketUrl }: Stand, history: History, random: Random): Crowd {
  const quit = new AbortController();
  const over = new AbortController();
  const parts = { history, socketUrl, signal: over.signal };
  const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
    createCustomer(`customer-${index + 1}`, random, parts),
  );
  const latecomer = createCustomer('latecomer', random, parts);
  const login = server.line.logins.find(({ role }) => role === 'agent');
  if (!login) throw new Error('the demonstration has no agent');
  const agent = createAgent('agent-1', server.line, login, random, parts);

  const work = [...customers, agent].map((person) => person.run(quit.signal));
  const failure = Promise.all(work).then(() => new Promise<never>(() => undefined));
  failure.catch(() => undefined); // whoever settles hears of it

  const everybody = [...customers, latecomer];
  const readAll = (): Promise<unknown> =>
    Promise.all([...everybody, agent].map((person) => person.readWhole()));
  const settleAll = async (): Promise<void> => {
    quit.abort();
    await Promise.all(work);
    await latecomer.run(quit.signal); // arrives, and writes no more than settling wants
    const targets = new Map<string, number>();
    await Promise.all(
      everybody.map(async (customer) => targets.set(customer.conversationId, await customer.settle())),
    );
    await agent.settle(targets);
  };
  return {
    failure,
    async settle(withinMs) {
      try {
        await inTime(Promise.race([settleAll(), failure]), withinMs, new Error('it did not settle'));
      } finally {
        // What is there is read in any case: it says more than that something is missing.
        await inTime(readAll(), READ_WITHIN_MS, new Error('not everything could be read'));
      }
    },
    close() {
      over.abort(new Error('the run is over'));
      for (const person of [...customers, latecomer, agent]) person.close();
    },
  };
}
