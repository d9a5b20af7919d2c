import type { TabLock } from '../base/tab-lock.ts';

/**
 * Elects a tab by a Web Lock and lets tabs talk over a BroadcastChannel. A page that is frozen or goes to the
 * back-forward cache gives the lock up, because a frozen tab would hold it for ever; it competes again when it is back.
 * Where one of the two is missing (insecure context, old browser, Node) every tab leads and none talks; where locks are
 * refused (sandboxed frames) every tab leads.
 */
export function createWebLocksTabs(): TabLock {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  const hasChannels = typeof BroadcastChannel !== 'undefined';
  const canElect = typeof document !== 'undefined' && Boolean(locks) && hasChannels;

  return {
    compete(name, lead) {
      if (!canElect || !locks) return leadAtOnce(lead);
      let attempt: AbortController | undefined;
      const enter = () => {
        if (attempt) return;
        const { signal } = (attempt = new AbortController());
        let isGranted = false;
        locks
          .request(name, { signal }, () => {
            isGranted = true;
            lead(signal);
            return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          })
          .catch(() => {
            // Aborted while waiting: this tab no longer wants to. Otherwise locks are refused to a frame without an
            // origin of its own, and with them every election.
            if (!signal.aborted && !isGranted) lead(signal);
          });
      };
      const leave = () => {
        attempt?.abort();
        attempt = undefined;
      };
      const listening = watchFreezing(leave, enter);
      enter();
      return () => {
        listening.abort();
        leave();
      };
    },
    channel(name, receive) {
      if (!canElect) return { post: () => undefined, close: () => undefined };
      let channel: BroadcastChannel | undefined;
      const open = () => {
        if (channel) return;
        channel = new BroadcastChannel(name);
        channel.addEventListener('message', (event) => receive(event.data));
      };
      const close = () => {
        channel?.close();
        channel = undefined;
      };
      // An open channel keeps a page out of some browsers' back-forward cache.
      const listening = watchFreezing(close, open);
      open();
      return {
        post: (message) => channel?.postMessage(message),
        close: () => {
          listening.abort();
          close();
        },
      };
    },
  };
}

function leadAtOnce(lead: (signal: AbortSignal) => void): () => void {
  const leading = new AbortController();
  lead(leading.signal);
  return () => leading.abort();
}

function watchFreezing(onFrozen: () => void, onBack: () => void): AbortController {
  const listening = new AbortController();
  const { signal } = listening;
  addEventListener('pagehide', onFrozen, { signal });
  addEventListener('pageshow', onBack, { signal });
  document.addEventListener('freeze', onFrozen, { signal });
  document.addEventListener('resume', onBack, { signal });
  return listening;
}
