/**
 * An address of a web page as origin and path with allowed parameters only: queries and fragments often hold personal
 * data. `undefined` for what is no address of a web page. An address that is too long is its origin only.
 *
 * @param allowedQueries names of parameters that may stay
 */
export function cutAddress(address: string, allowedQueries: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, origin, pathname, searchParams } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const allowed = [...searchParams].filter(([name]) => allowedQueries.includes(name));
  const query = new URLSearchParams(allowed).toString();
  const text = `${origin}${pathname}${query && `?${query}`}`;
  return text.length > 2_048 ? `${origin}/` : text;
}
