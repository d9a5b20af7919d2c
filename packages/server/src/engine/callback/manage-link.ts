import { createHmac, timingSafeEqual } from 'node:crypto';
import { BesideError, type CallbackId, type SiteId } from '@beside/protocol';
import { callbackIdSchema, siteIdSchema } from '@beside/protocol/schema';
import * as z from 'zod';

/** What a link is for, and for nothing else: to move and call off, or to say “this was not me”. */
export type LinkPurpose = 'manage' | 'not-me';

/** What a link says. */
export interface LinkClaims {
  readonly purpose: LinkPurpose;
  readonly siteId: SiteId;
  readonly callbackId: CallbackId;
  /** Epoch ms; afterwards it is worth nothing. */
  readonly expiresAt: number;
  /** Of “not me”: the callback's revision it was sent under, which says to which number. */
  readonly revision?: number;
}

const claimsSchema = z.strictObject({
  purpose: z.enum(['manage', 'not-me']),
  siteId: siteIdSchema,
  callbackId: callbackIdSchema,
  expiresAt: z.int().min(0),
  revision: z.exactOptional(z.int().min(1)),
});
const MIN_KEY_BYTES = 32;
const MAX_TOKEN = 600;
/** Keeps what is signed here apart from whatever else the key signs. */
const LABEL = 'beside callback link 1\n';

/**
 * The token of a manage link (C7): readable, signed, for one purpose until one moment. Throws `invalid_option` for a key
 * under 32 bytes.
 */
export function signLink(key: Uint8Array, claims: LinkClaims): string {
  if (key.length < MIN_KEY_BYTES) throw new BesideError('invalid_option', { details: { option: 'key' } });
  const { purpose, siteId, callbackId, expiresAt, revision } = claims;
  const payload = Buffer.from(JSON.stringify({ purpose, siteId, callbackId, expiresAt, revision })).toString(
    'base64url',
  );
  return `${payload}.${macOf(key, payload).toString('base64url')}`;
}

/**
 * What a token says, if it was signed by one of these keys for this purpose and is not over; `undefined` otherwise, for
 * whatever reason: a page tells nobody which.
 *
 * @param keys the newest first; old ones stay valid while their links live
 */
export function readLink(
  keys: readonly Uint8Array[],
  token: string,
  expected: { readonly purpose: LinkPurpose; readonly now: number },
): LinkClaims | undefined {
  if (token.length > MAX_TOKEN || !/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const dot = token.indexOf('.');
  const payload = token.slice(0, dot);
  const mac = Buffer.from(token.slice(dot + 1), 'base64url');
  const isSigned = keys.some((key) => timingSafeEqual(macOf(key, payload), mac));
  // One text per signature: base64url has spare bits in its last character.
  if (!isSigned || mac.toString('base64url') !== token.slice(dot + 1)) return undefined;
  const claims = claimsSchema.safeParse(parseJson(payload)).data;
  return claims?.purpose === expected.purpose && expected.now < claims.expiresAt ? claims : undefined;
}

const macOf = (key: Uint8Array, payload: string): Buffer =>
  createHmac('sha256', key).update(LABEL).update(payload).digest();

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown;
  } catch {
    return undefined; // signed by us it cannot be; whatever it is, the schema refuses it
  }
}
