import type { CustomerId } from '@beside/protocol';
import { customerIdSchema, siteIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { ClaimedTimer } from '../../ports/store-work.ts';
import type { Transaction } from '../../ports/store.ts';
import { findFirst } from '../find-person.ts';
import type { Engine } from '../parts.ts';
import type { SolvedStep } from './count-steps.ts';

/** A matter is solved when nobody asks about it for so long (I6). */
const QUIET_MS = 86_400_000;
const PAGE = 20;
const digits = z.string().check(z.regex(/^\d{1,15}$/));

/** Looks whether somebody whose matter was solved got in touch all the same. Erasing them removes it. */
export const solvedTimerSchema = z.object({
  kind: z.literal('flow-solved'),
  siteId: siteIdSchema,
  customerId: customerIdSchema,
  revision: digits,
  nodeId: z.string().check(z.minLength(1)),
  day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  at: digits,
});

/** Who reported it. */
export interface Reporter {
  readonly siteId: string;
  readonly customerId: CustomerId;
}

/** Has it looked at a day later, in the transaction that counts it as solved. */
export async function awaitContact(
  transaction: Transaction,
  { siteId, customerId }: Reporter,
  { interactionId, revision, nodeId, day, at }: SolvedStep,
): Promise<void> {
  await transaction.setTimer({
    timerId: `flow-solved:${interactionId}`,
    dueAt: at + QUIET_MS,
    payload: {
      ...{ kind: 'flow-solved', siteId, customerId, nodeId, day },
      ...{ revision: String(revision), at: String(at) },
    },
  });
}

/** The day is over: counts once, however often it is begun, what was solved without anybody. */
export async function countSolvedAlone(
  { store, keyring }: Pick<Engine, 'store' | 'keyring'>,
  { timerId, fence }: Pick<ClaimedTimer, 'timerId' | 'fence'>,
  due: z.infer<typeof solvedTimerSchema>,
): Promise<void> {
  const { siteId, customerId, nodeId, day } = due;
  const at = Number(due.at);
  await store.transact(async (transaction) => {
    // First, as when they are erased: two who take the same locks in two orders wait for each other.
    const customer = await transaction.findCustomer(customerId);
    if (!(await transaction.completeTimer(timerId, fence)) || !customer) return;
    // Who was identified meanwhile in a second browser goes on as the customer of the first.
    for (const id of new Set([customerId, findFirst(keyring, customer) ?? customerId]))
      if (await wasInTouch(transaction, { siteId, customerId: id }, at)) return;
    const where = { siteId, nodeId, day, revision: Number(due.revision) };
    await transaction.addFlowCounts([{ ...where, measure: 'solved-alone', count: 1, totalMs: 0 }]);
  });
}

/** Whether a conversation, which callbacks are part of, was open at some moment of the time after. */
async function wasInTouch(
  transaction: Transaction,
  { siteId, customerId }: Reporter,
  sinceAt: number,
): Promise<boolean> {
  let before: Parameters<Transaction['listConversationsOfCustomer']>[2];
  for (;;) {
    const page = await transaction.listConversationsOfCustomer(siteId, customerId, before, PAGE);
    // The latest first, and one at a time: what comes after the first that had begun by then was over before it.
    const latest = page.find(({ startedAt }) => startedAt <= sinceAt + QUIET_MS);
    if (latest) return latest.endedAt === null || latest.endedAt >= sinceAt;
    before = page.at(-1);
    if (page.length < PAGE || !before) return false;
  }
}
