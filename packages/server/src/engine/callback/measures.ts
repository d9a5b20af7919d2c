import type { Callback, Entry } from '@beside/protocol';
import type { MeasureRecord } from '../../ports/store-callbacks.ts';
import type { Transaction } from '../../ports/store.ts';
import type { Changed } from '../change.ts';
import type { Before } from './consequences.ts';

/** Keeps how long waits and handling took, for estimates and reports (Q5), in the transaction that ends them. */
export async function keepMeasures(
  transaction: Transaction,
  before: Before,
  changed: Pick<Changed, 'record' | 'state' | 'callback' | 'entries'>,
): Promise<void> {
  for (const entry of changed.entries)
    for (const measure of measuresOf(before, changed, entry)) await transaction.insertMeasure(measure);
}

type Taken = Pick<MeasureRecord, 'channel' | 'kind' | 'tookMs'> & {
  readonly queueId?: string;
  readonly told?: { readonly fromMs: number; readonly toMs: number };
};

/** What an entry ends. Pure. */
export function measuresOf(
  before: Before,
  { record, state, callback }: Pick<Changed, 'record' | 'state' | 'callback'>,
  entry: Entry,
): MeasureRecord[] {
  const taken = takenBy(before, state.answeredAt, callback.callback, entry);
  if (!taken) return [];
  const { queueId = record.queueId, told, ...rest } = taken;
  return [
    {
      ...rest,
      measureId: `${record.conversationId}:${entry.seq}`,
      siteId: record.siteId,
      queueId,
      endedAt: entry.at,
      tookMs: Math.max(0, taken.tookMs),
      fromMs: told?.fromMs ?? null,
      toMs: told?.toMs ?? null,
    },
  ];
}

function takenBy(
  before: Before,
  answeredAt: number | undefined,
  callback: Callback | undefined,
  entry: Entry,
): Taken | undefined {
  const { at } = entry;
  switch (entry.type) {
    case 'conversation.answered': {
      const { queuedAt } = before.state;
      // Who comes back after a lost agent has been answered before.
      if (before.state.answeredAt !== undefined || queuedAt === undefined) return undefined;
      return { channel: 'chat', kind: 'wait', tookMs: at - queuedAt };
    }
    case 'conversation.ended':
      if (answeredAt === undefined) return undefined;
      return { channel: 'chat', kind: 'handling', tookMs: at - answeredAt };
    case 'callback.connected':
      return callback && waitOf(callback, at);
    case 'callback.completed': {
      const startedAt = callback?.attempts.at(-1)?.startedAt;
      if (!callback || startedAt === undefined) return undefined;
      return { channel: 'callback', kind: 'handling', queueId: callback.queueId, tookMs: at - startedAt };
    }
    default:
      return undefined;
  }
}

/** Only of those as soon as possible, from the moment they were asked for: the others were promised a time, not a wait. */
function waitOf({ when, requestedAt, attempts, queueId }: Callback, at: number): Taken | undefined {
  const isFirst = attempts.filter(({ connectedAt }) => connectedAt !== undefined).length === 1;
  if (when.kind !== 'asap' || !isFirst) return undefined;
  const { promise } = when;
  return {
    ...{ channel: 'callback', kind: 'wait', queueId, tookMs: at - requestedAt },
    ...(promise ? { told: { fromMs: promise.fromAt - requestedAt, toMs: promise.toAt - requestedAt } } : {}),
  };
}
