/** A piece of a message: text stays text, and only what is listed here ever gets a meaning. */
export type SafeText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly children: readonly SafeText[] }
  | {
      readonly kind: 'link';
      /** What to show: as written, without invisible and direction-changing characters. */
      readonly text: string;
      /** Normalised address, scheme `https`, `http`, `mailto` or `tel` only. */
      readonly href: string;
      /** The host it really leads to, where the written text could make a reader believe in another one. */
      readonly realHost?: string;
    };

/**
 * Finds, in this order at each place: `` `code` ``, a link, `*bold*` or `**bold**`, `_italic_`. Markers count only at the edge of a
 * word, so that `snake_case` and `2*3*4` stay as they are; a Korean particle may follow the closing one.
 * Every alternative stops at its own delimiter, so the time is linear in the length of the text.
 */
const pattern =
  /`([^`\n]+)`|(?<!\w)((?:https?:\/\/|mailto:|tel:)[^\s<>"`]{2,2000})|(?<![\w*])\*\*?(?=[^\s*])([^*\n]+)(?<=\S)\*\*?(?![\w*])|(?<!\w)_(?=\S)([^_\n]+)(?<=\S)_(?!\w)/giu;

/** Characters that cannot be seen or that change the direction of what follows (Unicode Bidi_Control, zero width, soft hyphen). */
const invisible = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const trailingPunctuation = /[.,;:!?'’”»*_~。、，]+$/u;

/**
 * Reads the text of a message. Nothing is lost: text outside links is kept character by character, and what looks
 * like markup but is none stays text. Never throws.
 */
export function parseSafeText(source: string): readonly SafeText[] {
  const pieces: SafeText[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    const [whole, code, address, bold, italic] = match;
    const start = match.index;
    // Shorter than the match where a link gave back punctuation; the rest is read again as text.
    let used = whole.length;
    let piece: SafeText | undefined;
    if (code !== undefined) piece = { kind: 'code', text: code };
    else if (bold !== undefined) piece = { kind: 'bold', children: parseSafeText(bold) };
    else if (italic !== undefined) piece = { kind: 'italic', children: parseSafeText(italic) };
    else if (address !== undefined) {
      const trimmed = trimAddress(address);
      piece = findLink(trimmed);
      used = trimmed.length;
    }
    if (!piece) continue;
    if (start > end) pieces.push({ kind: 'text', text: source.slice(end, start) });
    pieces.push(piece);
    end = start + used;
  }
  if (end < source.length) pieces.push({ kind: 'text', text: source.slice(end) });
  return pieces;
}

/** The words of a message without its markers, for notifications and previews. */
export function plainText(pieces: readonly SafeText[]): string {
  return pieces.map((piece) => ('children' in piece ? plainText(piece.children) : piece.text)).join('');
}

/** Cuts what follows an address in a sentence: punctuation, a bracket opened before it, Hangul glued to a plain host. */
function trimAddress(address: string): string {
  const particle = /^https?:\/\/[!-~]*\.[a-z]{2,}(?=\p{Script=Hangul})/iu.exec(address);
  let text = particle ? particle[0] : address;
  for (;;) {
    const shorter = withoutOpenBracket(text.replace(trailingPunctuation, ''));
    if (shorter === text) return text;
    text = shorter;
  }
}

function withoutOpenBracket(text: string): string {
  const pairs: readonly (readonly [string, string])[] = [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['「', '」'],
    ['『', '』'],
  ];
  const pair = pairs.find(([, close]) => text.endsWith(close));
  if (!pair) return text;
  const [open, close] = pair;
  return text.split(close).length > text.split(open).length ? text.slice(0, -1) : text;
}

function findLink(written: string): SafeText | undefined {
  const text = written.replace(invisible, '');
  const [scheme = ''] = text.split(':', 1);
  if (scheme.toLowerCase() === 'mailto') {
    return /^mailto:[\w.+-]+@[a-z\d-]+(\.[a-z\d-]+)+$/iu.test(text)
      ? { kind: 'link', text, href: text }
      : undefined;
  }
  if (scheme.toLowerCase() === 'tel') {
    return /^tel:\+?[\d().-]{3,20}$/iu.test(text) ? { kind: 'link', text, href: text } : undefined;
  }
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!url.host || !/^https?:$/u.test(url.protocol)) return undefined;
  const tricky =
    text !== written || url.username !== '' || url.password !== '' || writtenHost(text) !== url.host;
  // A name before the @ is never needed to open a page and only ever serves to deceive.
  url.username = '';
  url.password = '';
  return { kind: 'link', text, href: url.href, ...(tricky ? { realHost: url.host } : {}) };
}

/** The part a reader takes for the host. Homographs show here: the parser answers `xn--…` for them. */
function writtenHost(text: string): string {
  return /^https?:\/\/([^/?#]*)/iu.exec(text)?.[1]?.toLowerCase() ?? '';
}
