import { BesideError } from '@beside/protocol';
import type { LiveChat, LiveChatOptions } from './live-chat.ts';

/** Before its code is asked for again, where it could not be loaded. */
const AGAIN_MS = 5_000;

/** A live chat that is loaded when it is needed. */
export interface LazyLiveChat extends LiveChat {
  /** Somebody is about to write: have it ready. Safe at any time. */
  prepare(): void;
}

/**
 * A live chat whose code comes with the first conversation: a page on which nobody writes never needs it. Nothing is
 * missed meanwhile, because a session tells of a conversation only once it is followed, which the loaded one does.
 */
export function startLazyLiveChat(options: LiveChatOptions): LazyLiveChat {
  const { clock, getModel, publish } = options;
  let live: LiveChat | undefined;
  let loading: Promise<LiveChat> | undefined;
  let isStopped = false;
  let cancelAgain: (() => void) | undefined;

  const load = (): Promise<LiveChat> => (loading ??= loadNow());
  const prepare = (): void => {
    if (!live && !isStopped) load().catch(loadLater);
  };
  const need = (): void => {
    if (getModel().conversationId) prepare();
  };
  // No network, perhaps; the next connection asks again too.
  const loadLater = (): void => {
    cancelAgain?.();
    if (!isStopped) cancelAgain = clock.after(AGAIN_MS, need);
  };
  async function loadNow(): Promise<LiveChat> {
    try {
      const { startLiveChat } = await import('./live-chat.ts');
      if (isStopped) throw new BesideError('closed');
      return (live = startLiveChat(options));
    } catch (cause) {
      loading = undefined;
      throw cause;
    }
  }

  need();
  return {
    prepare,
    open(conversationId, status, isNew) {
      if (live) return live.open(conversationId, status, isNew);
      publish({ type: 'conversation', conversationId, status, isNew });
      need();
    },
    loadEarlier: async () => (await load()).loadEarlier(),
    typing: () => live?.typing(),
    stopTyping: () => live?.stopTyping(),
    // What was read in a tab that led before is read.
    markRead: () => (live ? live.markRead() : void loading?.then((loaded) => loaded.markRead(), loadLater)),
    stop() {
      isStopped = true;
      cancelAgain?.();
      live?.stop();
    },
  };
}
