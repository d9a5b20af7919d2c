import type { Plugin } from 'rollup';

const privateProperty = /--_[a-z][\w-]*/g;
const digits = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Shortens the private custom properties (`--_surface` → `--_b`), which are in every rule of every sheet. All scripts of
 * a page have to agree on the names, whichever build they come from: they are given by use in all sources together.
 *
 * @param sources texts of every file that may name one.
 */
export function shortProperties(sources: Iterable<string>): Plugin {
  const shortNames = nameShort(sources);
  return {
    name: 'short-properties',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('--_')) return null;
      const short = code.replace(
        privateProperty,
        (name) => shortNames.get(name) ?? this.error(`${id}: no source names ${name}`),
      );
      return { code: short, map: null };
    },
  };
}

/** Private custom property → its short name; the most used have the shortest. */
export function nameShort(sources: Iterable<string>): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const source of sources)
    for (const [name] of source.matchAll(privateProperty)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const sorted = [...uses].sort(([one, times], [other, otherTimes]) =>
    times === otherTimes ? (one < other ? -1 : 1) : otherTimes - times,
  );
  return new Map(sorted.map(([name], index) => [name, `--_${numeral(index)}`]));
}

function numeral(index: number): string {
  const rest = Math.floor(index / digits.length);
  return `${rest > 0 ? numeral(rest - 1) : ''}${digits[index % digits.length]!}`;
}
