import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import { findSlip, isKorean, toStrokes } from './strokes.ts';
import { allowMistakes, findSynonyms, gramsOf, phraseOf, swapped, termsOf, withoutSpaces } from './terms.ts';
import { nearest, weigh, type Evidence, type Found } from './weigh.ts';
import { isIdle, splitWords, type Word } from './words.ts';

/** Something that can be found. */
export interface Findable {
  /** Unique within the index. */
  readonly key: string;
  readonly title: string;
  readonly keywords: readonly string[];
  /** Everything else it says. */
  readonly body: string;
}

/** Finds by words that may be misspelt, half typed, or typed on the wrong keyboard. */
export interface SearchIndex {
  /** The best first; nothing where too little of what was asked is known. */
  find(query: string): readonly Found[];
}

const FIELDS = ['title', 'keywords', 'synonyms', 'body'] as const;
/** How telling a place is. */
const TELLING: Readonly<Record<string, number>> = { title: 1, keywords: 1, synonyms: 0.9, body: 0.55 };
const BOOST = { title: 3, keywords: 2.5, synonyms: 1.5, body: 1 };
/** As it stands, with one wrong key, and with two. */
const QUALITIES = [1, 0.75, 0.5] as const;
/** From here on nothing that merely resembles the word is looked for. */
const SURE_QUALITY = 0.5;
const SWAPPED_QUALITY = 0.85;
const SLIP_QUALITY = 0.9;
const GRAM_QUALITY = 0.9;
/** Two syllables resemble many others. */
const GRAM_FUZZY_QUALITY = 0.6;
/** Words of a query that count. */
const MAX_WORDS = 24;

/**
 * An index over documents of one language.
 *
 * @param synonyms groups of words and phrases that mean the same
 */
export function createSearchIndex(
  documents: readonly Findable[],
  synonyms: readonly (readonly string[])[],
): SearchIndex {
  const vocabulary = new Set<string>();
  const index = new MiniSearch<Record<(typeof FIELDS)[number] | 'key', string>>({
    idField: 'key',
    fields: [...FIELDS],
    storeFields: [],
    tokenize: (text) => {
      const terms = splitWords(text).flatMap(termsOf);
      for (const term of terms) vocabulary.add(term);
      return terms;
    },
    processTerm: (term) => term,
  });
  index.addAll(
    documents.map(({ key, title, keywords, body }) => ({
      ...{ key, title, keywords: keywords.flatMap(withoutSpaces).join('\n'), body },
      synonyms: findSynonyms(`${title}\n${keywords.join('\n')}`, synonyms).join('\n'),
    })),
  );
  const phrases = new Map(
    documents.map(({ key, title, keywords }) => [key, [title, ...keywords].map(splitWords).map(phraseOf)]),
  );
  const search = (terms: readonly string[], options: SearchOptions): SearchResult[] =>
    terms.length === 0
      ? []
      : index.search(
          { combineWith: 'OR', queries: [...terms] },
          { ...options, boost: BOOST, tokenize: (term) => [term], processTerm: (term) => term },
        );

  const findWord = (word: Word): Map<string, Evidence> => {
    const found = new Map<string, Evidence>();
    const take = (results: readonly SearchResult[], rate: (result: SearchResult) => number): void => {
      for (const result of results) {
        const quality = rate(result);
        const known = found.get(result.id as string); // the keys above
        if (!known || known.quality < quality)
          found.set(result.id as string, { quality, score: result.score * quality });
      }
    };
    const asked = [...new Set([toStrokes(word.text), toStrokes(word.stem)])];
    const lookUp = (terms: readonly string[], trust: number): void => {
      for (const [mistakes, quality] of QUALITIES.entries()) {
        const options = { prefix: (term: string) => term.length >= 2, fuzzy: allowMistakes(mistakes) };
        take(search(terms, options), (result) => trust * rateTerms(result, terms, quality));
        // Whoever wrote it rightly did not mean what it resembles.
        if (found.size > 0) return;
      }
    };
    lookUp(asked, 1);
    if (!isKorean(word.text))
      take(search(swapped(word.stem, vocabulary), {}), (result) => SWAPPED_QUALITY * bestPlace(result));
    const slip = findSlip(word.typed);
    if (slip !== undefined) {
      const meant = splitWords(slip).flatMap(({ text, stem }) => [toStrokes(text), toStrokes(stem)]);
      lookUp(meant, SLIP_QUALITY);
    }
    const grams = gramsOf(word.text);
    if (grams.length > 1) {
      take(search(grams, {}), (result) => rateGrams(result, grams));
      if ([...found.values()].every(({ quality }) => quality < SURE_QUALITY))
        take(search(grams, { fuzzy: allowMistakes(1) }), (result) => rateGrams(result, grams));
    }
    return found;
  };

  return {
    find(query) {
      const words = splitWords(query).slice(0, MAX_WORDS);
      if (words.every(isIdle)) return [];
      const phrase = phraseOf(words);
      return weigh(
        words.map((word) => ({ evidence: findWord(word), isIdle: isIdle(word) })),
        { count: documents.length, nearness: (key) => nearest(phrases.get(key) ?? [], phrase) },
      );
    },
  };
}

function rateTerms({ match }: SearchResult, asked: readonly string[], fuzzy: number): number {
  return Math.max(
    ...Object.entries(match).map(([term, fields]) => {
      const rated = asked.map((one) => {
        if (one === term) return 1;
        return term.startsWith(one) ? Math.max(0.6, one.length / term.length) : fuzzy;
      });
      return Math.max(...rated) * placeOf(fields);
    }),
  );
}

/** By how many syllables of the word were found. */
function rateGrams(result: SearchResult, grams: readonly string[]): number {
  const found = grams.map((gram) => {
    if (result.terms.includes(gram)) return 1;
    return result.queryTerms.includes(gram) ? GRAM_FUZZY_QUALITY : 0;
  });
  const syllables = [...found, 0].map((quality, at) => Math.max(quality, found[at - 1] ?? 0));
  const share = syllables.reduce((sum, quality) => sum + quality, 0) / syllables.length;
  return GRAM_QUALITY * share * bestPlace(result);
}

function bestPlace({ match }: SearchResult): number {
  return Math.max(...Object.values(match).map(placeOf));
}

function placeOf(fields: readonly string[]): number {
  return Math.max(...fields.map((field) => TELLING[field] ?? 0));
}
