import type { Content, FormContent } from '@beside/protocol';
import type { CallbackItem, ChatItem, EventItem, MessageItem } from '@beside/sdk';

/** A message with its place among its neighbours. */
export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly item: MessageItem;
  /** First of the messages one person wrote in a row. */
  readonly isFirst: boolean;
  /** Last of them. */
  readonly isLast: boolean;
  /** For choices and forms: the customer's answer, if there is one. */
  readonly answer?: Content;
  /** For the answer to a form: that form, if it is loaded. */
  readonly form?: FormContent;
}

/** What stands below each other in a log. */
export type Row =
  | MessageRow
  | { readonly kind: 'event'; readonly key: string; readonly item: EventItem | CallbackItem }
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: 'new' };

/** Messages of one person further apart than this stand on their own, with their own time. */
const groupMs = 5 * 60_000;

/**
 * Lays out a chat: a heading before each day, a divider before what is new, messages of one person grouped. Pure.
 *
 * @param newFromKey key of the first message that was not seen; none when undefined.
 */
export function buildRows(
  items: readonly ChatItem[],
  sameDay: (one: number, other: number) => boolean,
  newFromKey?: string,
): readonly Row[] {
  const { answers, forms } = pairAnswers(items);
  const rows: Row[] = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    const after = items[index + 1];
    const isNewDay = !before || !sameDay(before.at, item.at);
    if (isNewDay) rows.push({ kind: 'day', key: `day ${item.key}`, at: item.at });
    if (item.key === newFromKey) rows.push({ kind: 'new', key: 'new' });
    if (item.kind !== 'message') {
      rows.push({ kind: 'event', key: item.key, item });
      return;
    }
    const answer = item.seq === undefined ? undefined : answers.get(item.seq);
    const form = item.content.kind === 'form-reply' ? forms.get(item.content.replyTo.seq) : undefined;
    rows.push({
      kind: 'message',
      key: item.key,
      item,
      isFirst: isNewDay || item.key === newFromKey || !belongTogether(before, item),
      isLast:
        !after || after.key === newFromKey || !sameDay(item.at, after.at) || !belongTogether(item, after),
      ...(answer && { answer }),
      ...(form && { form }),
    });
  });
  return rows;
}

function belongTogether(one: ChatItem | undefined, other: ChatItem): boolean {
  return (
    one?.kind === 'message' &&
    other.kind === 'message' &&
    one.isMine === other.isMine &&
    nameOf(one) === nameOf(other) &&
    Math.abs(other.at - one.at) < groupMs
  );
}

function nameOf({ author }: MessageItem): string {
  return author.role === 'customer' ? '' : `${author.role} ${author.name}`;
}

function pairAnswers(items: readonly ChatItem[]): {
  readonly answers: ReadonlyMap<number, Content>;
  readonly forms: ReadonlyMap<number, FormContent>;
} {
  const answers = new Map<number, Content>();
  const forms = new Map<number, FormContent>();
  for (const item of items) {
    if (item.kind !== 'message') continue;
    const { content, seq, progress } = item;
    if ('replyTo' in content && content.replyTo && progress !== 'failed')
      answers.set(content.replyTo.seq, content);
    if (content.kind === 'form' && seq !== undefined) forms.set(seq, content);
  }
  return { answers, forms };
}
