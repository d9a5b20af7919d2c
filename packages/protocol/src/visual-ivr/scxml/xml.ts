/** Characters that XML 1.0 knows; what else a text has is left out. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** An element; children are indented, texts escaped by {@link asText}. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escape(value)}"`]))
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  const inside = children
    .flatMap((child) => child.split('\n'))
    .map((line) => (line === '' ? line : `  ${line}`));
  return [`<${name}${written}>`, ...inside, `</${name}>`].join('\n');
}

/** A text between tags. */
export function asText(text: string): string {
  return text.replaceAll(NO_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A value as it stands in an ECMAScript expression; line separators would end it there. */
export function asScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

function escape(text: string): string {
  return asText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}
