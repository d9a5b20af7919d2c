/** Less of a query than this is a coincidence. */
const LEAST_CONFIDENCE = 0.35;
/** What a word weighs at most that is found nowhere: who tells a story means what is known of it. */
const MOST_UNKNOWN = 1.2;
/** What little words add to the order of what was found. */
const IDLE_WEIGHT = 0.1;

/** What was found. */
export interface Found {
  readonly key: string;
  /** How much of what was asked it answers, from 0 to 1. */
  readonly confidence: number;
}

/** What a word found in one document. */
export interface Evidence {
  /** How surely it is this word, and in how telling a place, from 0 to 1. */
  readonly quality: number;
  /** MiniSearch's (BM25+). */
  readonly score: number;
}

/** What a word of the query found, by document. */
export interface Asked {
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly isIdle: boolean;
}

/** What all words together say: rare ones say more, and those that nothing answers count against it. */
export function weigh(
  words: readonly Asked[],
  { count, nearness }: { readonly count: number; readonly nearness: (key: string) => number },
): readonly Found[] {
  const weighed = words.map((word) => ({ ...word, weight: weightOf(word.evidence, count) }));
  const all = weighed.reduce((sum, { weight, isIdle: isLittle }) => sum + (isLittle ? 0 : weight), 0);
  const found = new Map<string, { confidence: number; rank: number; score: number }>();
  for (const { evidence, weight, isIdle: isLittle } of weighed) {
    for (const [key, { quality, score }] of evidence) {
      const { confidence, rank, ...known } = found.get(key) ?? { confidence: 0, rank: 0, score: 0 };
      const share = (weight * quality) / all;
      found.set(key, {
        confidence: confidence + (isLittle ? 0 : share),
        rank: rank + (isLittle ? share * IDLE_WEIGHT : share),
        score: known.score + score,
      });
    }
  }
  const best = Math.max(...[...found.values()].map(({ score }) => score));
  return [...found]
    .filter(([, { confidence }]) => confidence >= LEAST_CONFIDENCE)
    .map(([key, { confidence, rank, score }]) => ({
      ...{ key, confidence },
      rank: rank + 0.1 * (score / best + nearness(key)),
    }))
    .toSorted((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1))
    .map(({ key, confidence }) => ({ key, confidence: Math.min(1, Math.round(confidence * 1_000) / 1_000) }));
}

/** Rare words weigh more, but not because something that resembles them is rare. */
export function weightOf(evidence: Asked['evidence'], count: number): number {
  if (evidence.size === 0) return MOST_UNKNOWN;
  const rarity = Math.log(1 + count / evidence.size);
  const surest = Math.max(...[...evidence.values()].map(({ quality }) => quality));
  return Math.max(Math.min(rarity, MOST_UNKNOWN), rarity * surest);
}

/** How near what is asked comes to be one of these phrases, from its beginning: 1 if it is one. */
export function nearest(phrases: readonly string[], asked: string): number {
  return Math.max(
    0,
    ...phrases.filter((one) => one.startsWith(asked)).map(({ length }) => asked.length / length),
  );
}
