/** JSON with sorted keys, so that equal values are equal texts. Only for values that could have come from JSON. */
export function canonicalJson(value: unknown): string {
  // Nothing at all has no JSON; no command is an empty text.
  return (
    JSON.stringify(value, (_key, part: unknown) => {
      if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}
