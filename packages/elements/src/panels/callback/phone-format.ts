/**
 * How a number of a country is written while it is typed: beginnings, the longest first that fits wins, and the sizes of
 * the groups that follow it. A group written `a-b` takes `a` digits until the number is long enough for `b`. A table of a
 * kilobyte and no numbering plan: whether a number is one, and is called, is the server's to say (C8).
 */
const PATTERNS: Readonly<Record<string, string>> = {
  KR: '02:3-4,4 050\\d:3-4,4 1[568]\\d\\d:4 0\\d\\d:3-4,4',
  JP: '0[36]:4,4 0[5789]0:4,4 0120:3,3 0\\d\\d:3,4',
  CN: '1\\d\\d:4,4 0(?:10|2\\d):4,4 0\\d\\d\\d:4,4',
  US: '1\\d\\d\\d:3,4 \\d\\d\\d:3,4',
  CA: '1\\d\\d\\d:3,4 \\d\\d\\d:3,4',
  GB: '020:4,4 07\\d\\d\\d:3,3 0\\d\\d\\d\\d:3,3',
  DE: '01\\d\\d:7-8 0(?:30|40|69|89):7-8',
  FR: '0\\d:2,2,2,2',
  AU: '04\\d\\d:3,3 0\\d:4,4',
};

/** A typed number with the marks its country writes between the groups; anything that is not such a number stays as it is. */
export function formatTyped(typed: string, country: string | undefined): string {
  // A plus says another country than the site's, letters and the like say that it is no number yet.
  if (!/^[\d\s().-]*$/.test(typed)) return typed;
  const digits = typed.replace(/\D/g, '');
  for (const pattern of (PATTERNS[country ?? ''] ?? '').split(' ')) {
    const [beginning = '', sizes = ''] = pattern.split(':');
    const [head] = new RegExp(`^${beginning}`).exec(digits) ?? [];
    if (head) return [head, ...cut(digits.slice(head.length), sizes)].filter(Boolean).join('-');
  }
  return typed;
}

function cut(rest: string, sizes: string): string[] {
  const groups = sizes.split(',').map((size) => size.split('-').map(Number));
  const least = groups.reduce((sum, [small = 0]) => sum + small, 0);
  let spare = rest.length - least;
  let from = 0;
  const parts = groups.map(([small = 0, large = small]) => {
    const size = small + Math.max(0, Math.min(large - small, spare));
    spare -= size - small;
    from += size;
    return rest.slice(from - size, from);
  });
  // More digits than the country has: they stay visible at the end.
  return [...parts.slice(0, -1), (parts.at(-1) ?? '') + rest.slice(from)];
}
