const QUARTER_MS = 15 * 60_000;
/** As far ahead as anybody plans a call; the server may allow less. */
const DAYS = 14;

/**
 * Moments on the quarter of an hour from the next one on, two weeks long. Instants, not wall times: an hour that the
 * clocks leave out is not among them, one they repeat is there twice.
 */
export function listQuarters(now: number): readonly number[] {
  const first = (Math.floor(now / QUARTER_MS) + 1) * QUARTER_MS;
  return Array.from(
    { length: (DAYS * 24 * 3_600_000) / QUARTER_MS },
    (_, index) => first + index * QUARTER_MS,
  );
}
