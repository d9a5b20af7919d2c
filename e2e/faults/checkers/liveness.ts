import { eventsOf } from '../history.ts';
import type { Checker } from './checker.ts';

/** After the last fault everything settles within this time. */
export const SETTLE_MS = 30_000;

/** Whatever was done to it: soon after the last fault everybody writes and reads again, and every command has its answer. */
export const liveness: Checker = {
  name: 'liveness',
  find(events) {
    const calmAt = eventsOf(events, 'calm')[0]?.tMonoMs;
    if (calmAt === undefined) return ['the faults never ended'];
    const problems: string[] = [];
    const settles = eventsOf(events, 'settle');
    if (settles.length === 0) problems.push('nobody tried to settle');
    for (const { process } of settles.filter(({ phase }) => phase === 'invoke')) {
      const done = settles.find((event) => event.process === process && event.phase === 'ok');
      if (!done) problems.push(`${process} did not settle`);
      else if (done.tMonoMs - calmAt > SETTLE_MS)
        problems.push(`${process} settled after ${Math.round(done.tMonoMs - calmAt)} ms`);
    }
    const open = new Map<string, string>();
    for (const { process, phase, value } of eventsOf(events, 'command')) {
      if (phase === 'ok' || phase === 'fail') open.delete(value.commandId);
      else open.set(value.commandId, `${process} never heard about ${value.text ?? value.kind}`);
    }
    return [...problems, ...open.values()];
  },
};
