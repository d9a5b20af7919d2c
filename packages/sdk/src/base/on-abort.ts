/** Calls once when the signal aborts; at once when it has. What is acquired under a signal is given back by this. */
export function onAbort(signal: AbortSignal, call: () => void): void {
  if (signal.aborted) call();
  else signal.addEventListener('abort', call, { once: true });
}
