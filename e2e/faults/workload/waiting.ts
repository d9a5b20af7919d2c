/** Resolves after so many milliseconds. */
export function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/** Resolves when the condition holds; rejects when the run is over before. */
export async function until(holds: () => boolean, signal: AbortSignal): Promise<void> {
  while (!holds()) {
    signal.throwIfAborted();
    await wait(20);
  }
}

/** The same, but rejects with `problem` when it takes longer. */
export function inTime<Value>(work: Promise<Value>, withinMs: number, problem: Error): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(problem), withinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
