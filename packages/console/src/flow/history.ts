/** What was changed, so that it can be taken back. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** What the last change was of; changes of the same thing are taken back together. */
  readonly what?: string | undefined;
}

/** Far more than anybody takes back one by one. */
const MAX_STEPS = 200;

/** A history that begins here. */
export const startHistory = <Value>(present: Value): History<Value> => ({ past: [], present, future: [] });

/**
 * Changes the present.
 *
 * @param what names what is changed, such as a field that is typed into; absent: a step of its own
 */
export function change<Value>(history: History<Value>, present: Value, what?: string): History<Value> {
  if (Object.is(present, history.present)) return history;
  const isSame = what !== undefined && what === history.what;
  const past = isSame ? history.past : [...history.past, history.present].slice(-MAX_STEPS);
  return { past, present, future: [], what };
}

/** Takes the last change back; nothing happens where there is none. */
export function undo<Value>({ past, present, future }: History<Value>): History<Value> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** Does again what was taken back. */
export function redo<Value>({ past, present, future }: History<Value>): History<Value> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
