/** How many colours an avatar may have; avatar.styles.ts has one hue for each. */
export const avatarTones = 8;

/**
 * One or two characters that stand for a name: the given name of a Korean, Chinese or Japanese one (`길동` for 홍길동),
 * else the first letters of the first and the last word. Empty for a name without letters or digits.
 */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const first = words[0] ?? '';
  if (/^[\p{Script=Hangul}\p{Script=Han}]+$/u.test(first))
    return [...first].slice(first.length > 2 ? -2 : 0).join('');
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** A colour index that stays with a name, 0 to {@link avatarTones} − 1. */
export function toneOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % avatarTones;
}
