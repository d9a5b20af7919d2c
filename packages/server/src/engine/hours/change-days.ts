import { BesideError, type AgentId, type CallbackCommandOfAgent } from '@beside/protocol';
import { Temporal } from 'temporal-polyfill';
import type { KeptHours } from './kept-hours.ts';

type SetHours = Extract<CallbackCommandOfAgent, { type: 'hours.set' }>;

/** Who sets something, when, and by which command. */
export interface Setting {
  readonly agentId: AgentId;
  readonly at: number;
  readonly commandId: string;
  /** By the centre's calendar. */
  readonly today: string;
}

/** How far ahead days may be set; also keeps what is kept small. */
const MAX_DAYS_AHEAD = 400;
/** Commands that are remembered. */
const MAX_DONE = 50;

/**
 * What is kept after a supervisor's command; the same when it was done before. Days that are over are forgotten. Pure.
 *
 * @throws BesideError `bad_frame` for a date that does not exist, is over or too far ahead, and for an interval without length
 */
export function changeDays(
  kept: KeptHours,
  { days, note }: Pick<SetHours, 'days' | 'note'>,
  { agentId, at, commandId, today }: Setting,
): KeptHours {
  if (kept.done.includes(commandId)) return kept;
  const changed = new Map(Object.entries(kept.days));
  const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
  for (const { date, open } of days) {
    checkDay(date, today, open);
    if (open) changed.set(date, { open, agentId, at, ...(note === undefined ? {} : { note }) });
    else changed.delete(date);
  }
  return {
    // Yesterday's last interval may go past midnight.
    days: Object.fromEntries([...changed].filter(([date]) => date >= yesterday).sort()),
    done: [...kept.done, commandId].slice(-MAX_DONE),
  };
}

function checkDay(date: string, today: string, open: SetHours['days'][number]['open'] = []): void {
  const day = parseDate(date);
  if (!day) throw refused(date, 'no_such_day');
  const ahead = Temporal.PlainDate.from(today).until(day, { largestUnit: 'days' }).days;
  if (ahead < 0) throw refused(date, 'over');
  if (ahead > MAX_DAYS_AHEAD) throw refused(date, 'too_far_ahead');
  // From 09:00 to 09:00 could be nothing or a whole day; whoever means a day writes 00:00 to 24:00.
  if (open.some(({ from, to }) => from === to)) throw refused(date, 'empty_interval');
}

function parseDate(date: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return undefined; // the documented answer for 30 February
  }
}

const refused = (date: string, problem: string): BesideError =>
  new BesideError('bad_frame', { details: { date, problem } });
