import {
  KNOWLEDGE_LIMITS,
  type Article,
  type Block,
  type ListItem,
  type Span,
} from '@beside/protocol/knowledge';

/** What a block says, without its looks. */
export function plainText(block: Block): string {
  if (block.kind !== 'list') return textOf(block.spans);
  return block.items
    .flatMap(({ spans, list }) => [textOf(spans), ...(list?.items ?? []).map((inner) => textOf(inner.spans))])
    .join('\n');
}

/** The same as somebody would write it in a message: lists keep their marks. */
export function writtenText(block: Block): string {
  if (block.kind !== 'list') return plainText(block);
  const write = (
    { isOrdered, items }: { readonly isOrdered: boolean; readonly items: readonly ListItem[] },
    indent: string,
  ): string[] =>
    items.flatMap(({ spans, list }, index) => [
      `${indent}${isOrdered ? `${index + 1}.` : '-'} ${textOf(spans)}`,
      ...(list ? write(list, `${indent}  `) : []),
    ]);
  return write(block, '').join('\n');
}

/** What an article says first, cut where a sentence or a word ends. */
export function excerptOf({ blocks }: Pick<Article, 'blocks'>): string {
  const first = blocks.find(({ kind }) => kind === 'paragraph') ?? blocks[0];
  const text = first ? plainText(first).replaceAll(/\s+/g, ' ').trim() : '';
  return cutText(text, KNOWLEDGE_LIMITS.maxExcerptLength);
}

/** At most so many UTF-16 units, with … where something is missing; never half a character. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength - 1);
  const sentence = /^[\s\S]*[.!?。](?=\s)/.exec(head)?.[0];
  if (sentence && sentence.length > maxLength / 2) return sentence;
  const space = head.lastIndexOf(' ');
  const kept = space > maxLength / 2 ? head.slice(0, space) : head.replace(/[\ud800-\udbff]$/, '');
  return `${kept}…`;
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}
