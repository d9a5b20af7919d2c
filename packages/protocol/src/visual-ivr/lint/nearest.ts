/** The name that was probably meant, as the end of a sentence in both languages; nothing where none is near. */
export function sayNearest(wanted: string, known: readonly string[]): Record<string, string> {
  const near = known
    .map((name) => ({ name, distance: distanceOf(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.name;
  return near === undefined
    ? { nearest: '' }
    : { nearest: `, such as “${near}”`, 'nearest.ko': `(예: “${near}”)` };
}

/** Levenshtein's, of names of at most 64 characters. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
