/** A place in JSON: keys and indexes from the top. */
export type Path = readonly (string | number)[];

/** As a JSON Pointer (RFC 6901). */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
