/** What a client does when its page comes and goes. */
export interface PageLifecycle {
  /** The network came or went, or the page is seen again: look whether the line stands, connect now, see what other tabs did. */
  wake(): void;
  /** The page goes away, perhaps for ever: hand over what cannot wait. Must not wait for anything itself. */
  leave(): void;
}

/** Tells a client when its page is shown, hidden, online or offline. Returns the way to stop. Does nothing outside browsers. */
export function watchBrowserLifecycle(client: PageLifecycle): () => void {
  if (typeof document === 'undefined' || typeof addEventListener !== 'function') return () => undefined;
  const listening = new AbortController();
  const { signal } = listening;
  const wake = () => client.wake();
  addEventListener('online', wake, { signal });
  addEventListener('offline', wake, { signal });
  addEventListener('pageshow', wake, { signal });
  document.addEventListener('resume', wake, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') client.wake();
    },
    { signal },
  );
  addEventListener('pagehide', () => client.leave(), { signal });
  return () => listening.abort();
}
