import { BesideError, LIMITS } from '@beside/protocol';

const { maxFlowBytes } = LIMITS;
/** Far deeper than conditions may be nested. */
const MAX_DEPTH = 64;

/**
 * A flow as it is kept: JSON of an object, not too large and not too deep for anything that walks it. Pure.
 *
 * @throws BesideError `too_large`, or `bad_frame` for what is no object
 */
export function toFlowText(flow: unknown): string {
  if (typeof flow !== 'object' || flow === null || Array.isArray(flow))
    throw new BesideError('bad_frame', { details: { path: 'flow', problem: 'object' } });
  // Before writing: writing what is too deep would fail in its own way.
  if (isTooDeep(flow)) throw new BesideError('too_large', { details: { path: 'flow', maxDepth: MAX_DEPTH } });
  const text = JSON.stringify(flow);
  if (Buffer.byteLength(text) > maxFlowBytes)
    throw new BesideError('too_large', { details: { path: 'flow', maxBytes: maxFlowBytes } });
  return text;
}

function isTooDeep(value: object): boolean {
  const open: { readonly value: object; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > MAX_DEPTH) return true;
    for (const part of Object.values(next.value) as unknown[])
      if (typeof part === 'object' && part !== null) open.push({ value: part, depth: next.depth + 1 });
  }
  return false;
}
