import { applyCallback, NO_CALLBACK, viewCallback, type CallbackView, type Entry } from '@beside/protocol';

import type { Verdict } from '../../demo/exchange/judge.ts';

/** What one customer was told about one callback: the view that was pushed last, and the timeline as read at the end. */
export interface CallbackStory {
  readonly name: string;
  readonly view: CallbackView | null;
  readonly entries: readonly Entry[];
}

/** When the server did not run, in epoch ms. */
export interface Absence {
  readonly fromAt: number;
  readonly toAt: number;
}

/** A promise about callbacks that was broken. */
export interface CallbackViolation {
  readonly checker: 'dials' | 'endings' | 'moments' | 'agreement';
  readonly problem: string;
}

/** What callbacks may be late by while the server runs. */
export const MAX_LATE_MS = 2_000;

/** Everything that a storm of callbacks must not show. Pure; the exchange's own log speaks about the telephones. */
export function findCallbackViolations(
  { doubled, overlapping }: Pick<Verdict, 'doubled' | 'overlapping'>,
  stories: readonly CallbackStory[],
  absences: readonly Absence[],
): CallbackViolation[] {
  return [
    ...doubled.map((key) => violation('dials', `attempt ${key} was accepted more than once`)),
    ...overlapping.map(([first, second]) => violation('dials', `${first} and ${second} rang at once`)),
    ...stories.flatMap((story) => [
      ...checkEnding(story),
      ...checkMoments(story, absences),
      ...checkAgreement(story),
    ]),
  ];
}

/** How long after each of its moments (a chosen time, a retry) a callback fell due, less what the server was away. */
export function latenessOf({ entries }: CallbackStory, absences: readonly Absence[]): number[] {
  return entries.flatMap((entry, index) => {
    const wantedAt = wantedBy(entry);
    if (wantedAt === undefined) return [];
    const due = entries.slice(index + 1).find(({ type }) => type === 'callback.due');
    if (!due) return [];
    const away = absences.map(({ fromAt, toAt }) =>
      Math.max(0, Math.min(toAt, due.at) - Math.max(fromAt, wantedAt)),
    );
    return [due.at - wantedAt - away.reduce((sum, ms) => sum + ms, 0)];
  });
}

function wantedBy(entry: Entry): number | undefined {
  if (entry.type === 'callback.attempt-ended') return entry.body.retryAt;
  if (entry.type !== 'callback.requested' || entry.body.when.kind !== 'scheduled') return undefined;
  return entry.body.when.startAt;
}

function checkEnding({ name, view }: CallbackStory): CallbackViolation[] {
  if (!view) return [violation('endings', `${name} was never told about a callback`)];
  // Where nobody can know how a call ended, a person reviews it; that is said, so it is an end.
  if (view.endedAt !== undefined || view.status === 'needs-review') return [];
  return [violation('endings', `${name} is still ${view.status}`)];
}

function checkMoments(story: CallbackStory, absences: readonly Absence[]): CallbackViolation[] {
  // Early is early, whatever the server did: nothing is taken off.
  const early = latenessOf(story, []).filter((late) => late < 0);
  const late = latenessOf(story, absences).filter((ms) => ms > MAX_LATE_MS);
  return [
    ...early.map((ms) => violation('moments', `${story.name} fell due ${-ms} ms early`)),
    ...late.map((ms) => violation('moments', `${story.name} fell due ${ms} ms late`)),
  ];
}

function checkAgreement({ name, view, entries }: CallbackStory): CallbackViolation[] {
  const { callback } = entries.reduce(applyCallback, NO_CALLBACK);
  const told = view && summary(view);
  const folded = callback ? summary(viewCallback(callback)) : null;
  if (told === folded) return [];
  return [violation('agreement', `${name} was shown ${told} while the timeline says ${folded}`)];
}

function summary({ callbackId, status, attempts, endedAt }: CallbackView): string {
  const outcomes = attempts.map(({ number, outcome }) => `${number} ${outcome ?? 'open'}`);
  return [callbackId, status, ...outcomes, endedAt ?? 'not ended'].join(', ');
}

const violation = (checker: CallbackViolation['checker'], problem: string): CallbackViolation => ({
  checker,
  problem,
});
