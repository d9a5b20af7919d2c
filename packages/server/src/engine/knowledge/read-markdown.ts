import { Marked, type Token, type Tokens } from 'marked';
import type { Block, ListItem, Span } from '@beside/protocol/knowledge';
import { ArticleFault } from './article-fault.ts';

/** What is not drawn, and what to do about it. */
const REFUSED: Readonly<Record<string, string>> = {
  html: 'HTML is not drawn; write it in Markdown',
  image: 'pictures are not drawn; take it out',
  code: 'code is not drawn (did a line begin with four spaces?)',
  codespan: 'code is not drawn; take out the backquotes',
  blockquote: 'quotations are not drawn; write a paragraph',
  table: 'tables are not drawn; write a list',
  hr: 'rules are not drawn; use a heading',
  def: 'write links in place: [words](https://…)',
};

type List = Extract<Block, { kind: 'list' }>;
type Look = Omit<Span, 'text'>;

/**
 * Reads the part of Markdown that articles are written in: headings (`##`, `###`), paragraphs, lists in lists, bold,
 * italic, links to `https:`. The result is data that can only be drawn as text.
 *
 * @param firstLine of the text within its file
 * @throws ArticleFault for everything else; nothing is silently left out
 */
export function readMarkdown(text: string, firstLine = 1): readonly Block[] {
  const source = text.replaceAll('\r\n', '\n');
  let from = 0;
  return new Marked({ gfm: false }).lexer(source).flatMap((token) => {
    const place: Place = { source, from, firstLine };
    from += token.raw.length;
    return readBlock(token, place);
  });
}

/** Where the block stands, so that what is wrong in it can be looked up. */
interface Place {
  readonly source: string;
  readonly from: number;
  readonly firstLine: number;
}

function readBlock(token: Token, place: Place): Block[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      if (depth !== 2 && depth !== 3)
        throw fault(token, place, 'use ## or ### (the title is in the front matter)');
      return [{ kind: 'heading', level: depth, spans: readSpans(tokens, place) }];
    }
    case 'paragraph':
      return [{ kind: 'paragraph', spans: readSpans((token as Tokens.Paragraph).tokens, place) }];
    case 'list':
      return [readList(token as Tokens.List, place)];
    default:
      throw fault(token, place, REFUSED[token.type] ?? `${token.type} is not drawn`);
  }
}

function readList({ ordered, items }: Tokens.List, place: Place): List {
  return { kind: 'list', isOrdered: ordered, items: items.map((item) => readItem(item, place)) };
}

function readItem(item: Tokens.ListItem, place: Place): ListItem {
  const [line, inner, ...more] = item.tokens.filter(({ type }) => type !== 'space');
  if (!line || (line.type !== 'text' && line.type !== 'paragraph'))
    throw fault(line ?? item, place, 'begin the entry with words');
  const spans = readSpans((line as Tokens.Text).tokens ?? [], place);
  if (!inner) return { spans };
  const excess = more[0] ?? (inner.type === 'list' ? undefined : inner);
  if (excess) throw fault(excess, place, 'an entry is one line and at most one list under it');
  const list = inner as Tokens.List; // just looked
  const items = list.items.map((deeper) => {
    const read = readItem(deeper, place);
    const third = deeper.tokens.find(({ type }) => type === 'list');
    if (third) throw fault(third, place, 'lists go two levels deep');
    return { spans: read.spans };
  });
  return { spans, list: { isOrdered: list.ordered, items } };
}

function readSpans(tokens: readonly Token[], place: Place): Span[] {
  const spans: Span[] = [];
  for (const span of tokens.flatMap((token) => readSpan(token, {}, place))) {
    const last = spans.at(-1);
    if (last && looksAlike(last, span)) spans.splice(-1, 1, { ...last, text: last.text + span.text });
    else spans.push(span);
  }
  return spans;
}

function readSpan(token: Token, look: Look, place: Place): Span[] {
  const within = (next: Look): Span[] =>
    ((token as Tokens.Generic).tokens ?? []).flatMap((inner) => readSpan(inner, { ...look, ...next }, place));
  switch (token.type) {
    case 'text':
    case 'escape':
      // A line's end within a paragraph is a space.
      return [{ text: (token as Tokens.Text).text.replaceAll(/\s*\n\s*/g, ' '), ...look }];
    case 'br':
      return [{ text: '\n', ...look }];
    case 'strong':
      return within({ bold: true });
    case 'em':
      return within({ italic: true });
    case 'link': {
      const { href } = token as Tokens.Link;
      if (!href.startsWith('https://')) throw fault(token, place, 'links lead to https:// and nowhere else');
      return within({ url: href });
    }
    default:
      throw fault(token, place, REFUSED[token.type] ?? `${token.type} is not drawn`);
  }
}

function looksAlike(one: Span, other: Span): boolean {
  return one.bold === other.bold && one.italic === other.italic && one.url === other.url;
}

function fault(token: Token, { source, from, firstLine }: Place, message: string): ArticleFault {
  // What lies deeper has lost its indentation, so that only its first line is found again.
  const at = source.indexOf(token.raw.split('\n')[0] ?? '', from);
  return new ArticleFault(message, firstLine + source.slice(0, Math.max(at, from)).split('\n').length - 1);
}
