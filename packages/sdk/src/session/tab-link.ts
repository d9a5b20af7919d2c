import { BesideError, newId, type CommandId } from '@beside/protocol';
import type { TabMessage, TabWish } from './tab-message.ts';
import type { Claim, TabLinkOptions } from './tab-options.ts';
import type { TabTalk } from './tab-talk.ts';

export type { Claim, TabReader } from './tab-options.ts';

/** One tab's link to the others of the same site. */
export interface TabLink<Change> {
  /** Leader: tells the followers. */
  publish(change: Change): void;
  /** Follower: asks the leader to tell everything. */
  join(): void;
  tell(type: 'outbox-changed' | 'reports-changed' | 'forget'): void;
  /** Follower: has the leader do it; resolves to what it answers, unchecked. Rejects with what it rejected with, `timeout` when nobody answers, or `closed`. */
  ask(wish: TabWish, more?: Claim | { readonly query: unknown }): Promise<unknown>;
  close(): void;
}

/**
 * Opens the link; nothing another tab says is used before its schema let it through. What listens and asks is loaded
 * when another tab says something or is asked: a page alone never needs it.
 */
export function openTabLink<Change>(options: TabLinkOptions<Change>): TabLink<Change> {
  const ownId = newId<CommandId>(options.clock);
  let sentNumber = 0;
  let isClosed = false;
  let talk: TabTalk | undefined;
  let loading: Promise<TabTalk> | undefined;
  let unread: unknown[] = [];

  const channel = options.tabs?.channel(options.name, (raw) => {
    unread.push(raw);
    if (talk) readAll(talk);
    else void load().catch(() => undefined);
  });
  const readAll = ({ receive }: TabTalk) => {
    for (const raw of unread.splice(0)) if (!isClosed) receive(raw);
  };
  const post = (message: TabMessage) => channel?.post(message);
  const postChanges = (changes: readonly Change[], isWhole: boolean) =>
    post({ type: 'changes', leaderId: ownId, number: ++sentNumber, isWhole, changes: [...changes] });
  const load = () =>
    (loading ??= (async () => {
      try {
        const [{ createTabTalk }, reader] = await Promise.all([
          import('./tab-talk.ts'),
          options.loadReader(),
        ]);
        talk = createTabTalk({ ...options, reader, post, postChanges, ownId, isClosed: () => isClosed });
        readAll(talk);
        return talk;
      } catch (cause) {
        // No network, perhaps. What was missed shows as a gap, and the next message asks again.
        unread = [];
        loading = undefined;
        throw new BesideError('unavailable', { cause });
      }
    })());

  return {
    publish: (change) => postChanges([change], false),
    join: () => post({ type: 'join' }),
    tell: (type) => post({ type }),
    ask: async (wish, more) => (talk ?? (await load())).ask(wish, more),
    close() {
      isClosed = true;
      channel?.close();
      talk?.close();
    },
  };
}
