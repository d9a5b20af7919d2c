import { convertHangulToQwerty, convertQwertyToHangul, disassemble } from 'es-hangul';

const HANGUL = /[\uac00-\ud7a3\u3131-\u318e]/;
const SYLLABLES = /^[\uac00-\ud7a3]{2,}$/;

/**
 * A word as the keys that type it: `배송` is `ㅂㅐㅅㅗㅇ`, and so is `ㅂㅐ송`. One wrong key is one wrong sign then, and a
 * half-typed syllable is a beginning.
 */
export function toStrokes(word: string): string {
  return HANGUL.test(word) ? disassemble(word) : word;
}

/** Whether there is something Korean in it. */
export function isKorean(word: string): boolean {
  return HANGUL.test(word);
}

/**
 * What was meant if the keyboard was switched to the other language: `qothd` is `배송`, `ㄱㄷ셔구` is `return`.
 *
 * @param word as it was typed: capitals are other keys in Korean
 * @returns undefined where that gives no word either
 */
export function findSlip(word: string): string | undefined {
  if (/^[A-Za-z]{4,}$/.test(word)) {
    // Only the keys that have a second sign differ by case.
    const typed = word.replaceAll(/[A-Z]/g, (key) => ('QWERTOP'.includes(key) ? key : key.toLowerCase()));
    const korean = composeTyped(typed);
    return SYLLABLES.test(korean) ? korean : undefined;
  }
  // Whole syllables are Korean; a sign that stands alone says that it was not meant so.
  if (!/[\u3131-\u318e]/.test(word)) return undefined;
  const latin = convertHangulToQwerty(word).toLowerCase();
  return /^[a-z]{3,}$/.test(latin) ? latin : undefined;
}

/** What the keys compose, or nothing: es-hangul 2.4 throws where vowels follow each other that are no one vowel. */
function composeTyped(typed: string): string {
  try {
    return convertQwertyToHangul(typed);
  } catch {
    return '';
  }
}
