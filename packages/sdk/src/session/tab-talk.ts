import { BesideError, newId, type CommandId, type ErrorCode } from '@beside/protocol';
import type { Claim, TabLinkOptions, TabReader } from './tab-options.ts';
import type { TabMessage, TabWish } from './tab-message.ts';

const ANSWER_TIMEOUT_MS = 15_000;

/** What listening and asking stands on. */
export interface TabTalkOptions<Change> extends TabLinkOptions<Change> {
  readonly reader: TabReader<Change>;
  readonly post: (message: TabMessage) => void;
  readonly postChanges: (changes: readonly Change[], isWhole: boolean) => void;
  readonly ownId: CommandId;
  readonly isClosed: () => boolean;
}

/** What a tab does about what others say, and what it asks of them. */
export interface TabTalk {
  /** Takes what another tab said, once its schema let it through. */
  readonly receive: (raw: unknown) => void;
  readonly ask: (wish: TabWish, more?: Claim | { readonly query: unknown }) => Promise<unknown>;
  /** What was asked gets no answer any more. */
  readonly close: () => void;
}

/** Makes the part of a link that only a page needs that is not alone. */
export function createTabTalk<Change>(options: TabTalkOptions<Change>): TabTalk {
  const { clock, isLeader, reader, post, postChanges, ownId, isClosed } = options;
  const answers = new Map<string, (answer: Extract<TabMessage, { type: 'answer' }>) => void>();
  let followed: { readonly leaderId: string; readonly number: number } | undefined;

  const follow = ({ leaderId, number, isWhole, changes }: Extract<TabMessage, { type: 'changes' }>) => {
    const isNext = followed?.leaderId === leaderId && followed.number + 1 === number;
    // Something was missed, or another tab leads now: wait for the whole.
    if (!isWhole && !isNext) {
      followed = undefined;
      return post({ type: 'join' });
    }
    followed = { leaderId, number };
    options.onChanges(
      changes.flatMap((raw) => reader.change(raw) ?? []),
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

  const handle = (message: TabMessage) => {
    switch (message.type) {
      case 'join':
        if (isLeader()) postChanges(reader.describe(), true);
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
    receive(raw) {
      const read = reader.message(raw);
      if (read) handle(read);
    },
    ask: (wish, more) =>
      new Promise((resolve, reject) => {
        if (isClosed()) return reject(new BesideError('closed'));
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
      for (const settle of [...answers.values()]) settle({ type: 'answer', id: ownId, code: 'closed' });
    },
  };
}

/** The code of an answer; `undefined` when it was done. */
function codeOf({ code }: Extract<TabMessage, { type: 'answer' }>): ErrorCode | undefined {
  return code === null ? undefined : (code as ErrorCode); // checked by its schema
}
