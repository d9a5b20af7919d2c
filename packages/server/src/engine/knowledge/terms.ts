import { isKorean, toStrokes } from './strokes.ts';
import { splitWords, type Word } from './words.ts';

/** A word as it is indexed: as it stands, without endings, and every two syllables of a longer one. */
export function termsOf({ text, stem }: Word): string[] {
  return [...new Set([toStrokes(text), toStrokes(stem), ...gramsOf(text)])];
}

/** Every two syllables next to each other; what Korean writes as one word is often several. */
export function gramsOf(word: string): string[] {
  if (!/^[\uac00-\ud7a3]{3,}$/.test(word)) return [];
  return Array.from({ length: word.length - 1 }, (_, at) => toStrokes(word.slice(at, at + 2)));
}

/** A phrase as one run of keys, for comparing. */
export const phraseOf = (words: readonly Word[]): string => words.map(({ stem }) => toStrokes(stem)).join('');

/** Korean is often written without the spaces that it should have. */
export function withoutSpaces(phrase: string): string[] {
  const joined = phrase.replaceAll(/\s+/g, '');
  return isKorean(phrase) && joined !== phrase ? [phrase, joined] : [phrase];
}

/** Wrong, missing or additional keys that are forgiven: none in short words, and two in long ones only. */
export function allowMistakes(most: number): (term: string) => number {
  return ({ length }) => (length < 4 ? 0 : Math.min(most, length < 8 ? 1 : 2));
}

/** The same with two neighbouring letters exchanged, as far as there is such a word. */
export function swapped(term: string, vocabulary: ReadonlySet<string>): string[] {
  return Array.from({ length: Math.max(0, term.length - 1) }, (_, at) => {
    const [one = '', other = ''] = term.slice(at, at + 2);
    return term.slice(0, at) + other + one + term.slice(at + 2);
  }).filter((variant) => variant !== term && vocabulary.has(variant));
}

/** What else means what is said in a text. */
export function findSynonyms(text: string, groups: readonly (readonly string[])[]): string[] {
  const said = splitWords(text).map(({ stem }) => stem);
  const line = ` ${said.join(' ')} `;
  const isSaid = (phrase: string): boolean => {
    const words = splitWords(phrase).map(({ stem }) => stem);
    return words.length === 1 && isKorean(phrase)
      ? said.some((one) => one.startsWith(words[0]!)) // of length one
      : line.includes(` ${words.join(' ')} `);
  };
  return groups.filter((group) => group.some(isSaid)).flat();
}
