/** Where frames are doubled, the answer to the second one is still on its way for so long, however busy the machine is. */
export const DOUBLED_WITHIN_MS = 3_000;

/** Keys that somebody has used, and which of them can be used again without taking an answer to an earlier use for theirs. */
export interface UsedKeys<Key> {
  /** The right body was sent, for the first time or again, and was done. */
  answered(key: Key): void;
  /** For the same body: not after the other one a moment ago, whose second refusal may still come. */
  forRepeating(): readonly Key[];
  /** For another body: not after the right one a moment ago, whose second answer may still come. */
  forMisusing(): readonly Key[];
  /** Another body was sent, and refused. */
  misused(key: Key): void;
}

/** @param now milliseconds of a clock that only goes forward */
export function createUsedKeys<Key>(now: () => number): UsedKeys<Key> {
  const rightAt = new Map<Key, number>();
  const wrongAt = new Map<Key, number>();
  const isQuiet = (at: number | undefined): boolean => at === undefined || now() - at > DOUBLED_WITHIN_MS;
  return {
    answered: (key) => void rightAt.set(key, now()),
    forRepeating: () => [...rightAt.keys()].filter((key) => isQuiet(wrongAt.get(key))),
    forMisusing: () => [...rightAt].flatMap(([key, at]) => (isQuiet(at) ? [key] : [])),
    misused: (key) => void wrongAt.set(key, now()),
  };
}
