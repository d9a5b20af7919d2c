import { BesideError, newId, type Clock, type CommandId, type ErrorCode } from '@beside/protocol';
import type { TabLock } from '../base/tab-lock.ts';
import type { TabMessage, TabWish } from './tab-message.ts';

const ANSWER_TIMEOUT_MS = 15_000;

/** How a tab is linked to the others. */
export interface TabLinkOptions<Change> {
  /** Absent: there are no other tabs. */
  readonly tabs: TabLock | undefined;
  readonly name: string;
  readonly clock: Clock;
  readonly isLeader: () => boolean;
  /** Loads what lets messages of other tabs through or not; asked for when the first one comes. */
  readonly loadReader: () => Promise<TabReader<Change>>;
  /** Follower: hears what became known; `isWhole`: everything else is to be forgotten first. */
  readonly onChanges: (changes: readonly Change[], isWhole: boolean) => void;
  readonly onOutboxChanged: () => void;
  readonly onReportsChanged: () => void;
  readonly onForget: () => void;
  /** Leader: does what a follower asks. */
  readonly fulfil: (wish: TabWish, claim: Claim | undefined, query: unknown) => Promise<unknown>;
}

/** Lets what another tab says through or not: unknown comes in, what its schema accepted comes out. */
export interface TabReader<Change> {
  message(raw: unknown): TabMessage | undefined;
  change(raw: unknown): Change | undefined;
  /** The leader's whole state as changes to an empty one, which only another tab wants to know. */
  describe(): readonly Change[];
}

/** Who the customer is said to be, and the id of saying so. */
export interface Claim {
  readonly token: string;
  readonly commandId: CommandId;
}

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

/** Opens the link; nothing another tab says is used before its schema let it through. */
export function openTabLink<Change>(options: TabLinkOptions<Change>): TabLink<Change> {
  const { clock, isLeader } = options;
  const ownId = newId<CommandId>(clock);
  const answers = new Map<string, (answer: Extract<TabMessage, { type: 'answer' }>) => void>();
  let sentNumber = 0;
  let followed: { readonly leaderId: string; readonly number: number } | undefined;
  let isClosed = false;

  let reader: TabReader<Change> | undefined;
  let isLoading = false;
  let unread: unknown[] = [];

  const channel = options.tabs?.channel(options.name, (raw) => {
    unread.push(raw);
    if (reader) readAll(reader);
    else if (!isLoading) void load();
  });
  const load = async () => {
    isLoading = true;
    try {
      reader = await options.loadReader();
      readAll(reader);
    } catch {
      // No network, perhaps. What was missed shows as a gap, and the next message asks again.
      unread = [];
    } finally {
      isLoading = false;
    }
  };
  const readAll = ({ message }: TabReader<Change>) => {
    for (const raw of unread.splice(0)) {
      const read = isClosed ? undefined : message(raw);
      if (read) receive(read);
    }
  };
  const post = (message: TabMessage) => channel?.post(message);
  const postChanges = (changes: readonly Change[], isWhole: boolean) =>
    post({ type: 'changes', leaderId: ownId, number: ++sentNumber, isWhole, changes: [...changes] });

  const follow = ({ leaderId, number, isWhole, changes }: Extract<TabMessage, { type: 'changes' }>) => {
    const isNext = followed?.leaderId === leaderId && followed.number + 1 === number;
    // Something was missed, or another tab leads now: wait for the whole.
    if (!isWhole && !isNext) {
      followed = undefined;
      return post({ type: 'join' });
    }
    followed = { leaderId, number };
    options.onChanges(
      changes.flatMap((raw) => reader?.change(raw) ?? []),
      isWhole,
    );
  };

  const answer = async ({ id, wish, token, commandId, query }: Extract<TabMessage, { type: 'ask' }>) => {
    let code: string | null = null;
    let value: unknown;
    try {
      const claim = token !== undefined && commandId ? { token, commandId } : undefined;
      value = await options.fulfil(wish, claim, query);
    } catch (error) {
      code = error instanceof BesideError ? error.code : 'internal';
    }
    post({ type: 'answer', id, code, value });
  };

  const receive = (message: TabMessage) => {
    switch (message.type) {
      case 'join':
        if (reader && isLeader()) postChanges(reader.describe(), true);
        return;
      case 'changes':
        if (!isLeader()) follow(message);
        return;
      case 'outbox-changed':
        return options.onOutboxChanged();
      case 'reports-changed':
        return options.onReportsChanged();
      case 'forget':
        return options.onForget();
      case 'ask':
        if (isLeader()) void answer(message);
        return;
      case 'answer':
        return answers.get(message.id)?.(message);
      default:
        return message satisfies never;
    }
  };

  return {
    publish: (change) => postChanges([change], false),
    join: () => post({ type: 'join' }),
    tell: (type) => post({ type }),
    ask: (wish, more) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new BesideError('closed'));
        const id = newId<CommandId>(clock);
        const settle = (code: BesideError['code'] | undefined, value?: unknown) => {
          answers.delete(id);
          cancel();
          if (code) reject(new BesideError(code));
          else resolve(value);
        };
        const cancel = clock.after(ANSWER_TIMEOUT_MS, () => settle('timeout'));
        answers.set(id, (message) => settle(codeOf(message), message.value));
        post({ type: 'ask', id, wish, ...more });
      }),
    close() {
      isClosed = true;
      channel?.close();
      for (const settle of [...answers.values()]) settle({ type: 'answer', id: ownId, code: 'closed' });
    },
  };
}

/** The code of an answer; `undefined` when it was done. */
function codeOf({ code }: Extract<TabMessage, { type: 'answer' }>): ErrorCode | undefined {
  return code === null ? undefined : (code as ErrorCode); // checked by its schema
}
