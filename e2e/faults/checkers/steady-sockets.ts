import type { Checker } from './checker.ts';

/** After the end of a fault its consequences may still be on their way; a jump is looked at only from here on. */
const AFTERMATH_MS = 6_000;

/** Heartbeats run on a clock that only goes forward: when the wall clock jumps no customer's socket is lost (G11). */
export const steadySockets: Checker = {
  name: 'steady sockets',
  find(events) {
    const problems: string[] = [];
    let running: string | undefined;
    let otherEndedAt = -Infinity;
    for (const event of events) {
      if (event.op === 'fault') {
        const { kind } = event.value;
        running = event.phase === 'invoke' ? kind : undefined;
        if (event.phase === 'ok' && kind !== 'clock-jump') otherEndedAt = event.tMonoMs;
      }
      if (running !== 'clock-jump' || event.op !== 'follow' || event.value.reader !== 'customer') continue;
      if (event.value.connection > 1 && event.tMonoMs - otherEndedAt > AFTERMATH_MS)
        problems.push(`${event.process} lost a socket while only the clock jumped`);
    }
    return [...new Set(problems)];
  },
};
