import { BesideError, LIMITS } from '@beside/protocol';

/** A frame before its schema: an object with a type word and, maybe, an id that can be answered. */
export interface RawFrame {
  readonly type: string;
  readonly id: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const UUID = /^[0-9a-f-]{36}$/;

/**
 * Reads the bytes of one text frame.
 *
 * @throws BesideError `bad_frame`
 */
export function parseFrame(bytes: Buffer): RawFrame {
  if (isTooDeep(bytes))
    throw new BesideError('bad_frame', { details: { problem: 'depth', max: LIMITS.maxFrameDepth } });
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BesideError('bad_frame', { cause, details: { problem: 'json' } });
  }
  if (!isRecord(value)) throw new BesideError('bad_frame', { details: { problem: 'object' } });
  // Rare signs first, because walking every frame would cost more than its schema.
  if ((text.includes('__proto__') || text.includes('\\u') || text.includes('-0')) && holdsRefused(value)) {
    throw new BesideError('bad_frame', { details: { problem: 'value' } });
  }
  const { type, id } = value;
  if (typeof type !== 'string') throw new BesideError('bad_frame', { details: { problem: 'type' } });
  return { type, id: typeof id === 'string' && UUID.test(id) ? id : undefined, value };
}

/** Counted before parsing, so that no recursion anywhere meets a deep value. */
function isTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isInText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isInText = false;
    } else if (byte === QUOTE) isInText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > LIMITS.maxFrameDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

/** A key that would reach a prototype, or a negative zero, which no schema of ours tells from zero. */
function holdsRefused(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(holdsRefused);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
