import { BesideError, type Clock } from '@beside/protocol';
import { nameText, shortText } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { Site } from '../ports/site.ts';
import type { Store } from '../ports/store.ts';
import { hashToken } from './tokens.ts';

const MAX_AHEAD_S = 600;
const TOLERANCE_S = 5;
const MINUTE_MS = 60_000;
/** Longer than a token can be good, so that a slot is used again only when all in it have expired. */
const SLOTS = 16;

const claimsSchema = z.object({
  sub: shortText(200).check(z.minLength(1)),
  jti: z.string().check(z.minLength(8), z.maxLength(200)),
  exp: z.int(),
  name: z.optional(nameText(100)),
  email: z.optional(shortText(200)),
});

const slotSchema = z.object({ minute: z.int(), used: z.record(z.string(), z.string()) });

/** What a site's own server says about a customer. */
export interface VerifiedIdentity {
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
}

/**
 * Checks a site's identity token: signature by the one algorithm of the site, audience, age of at most ten minutes, used
 * once (again only by the command that used it, so that a retry succeeds).
 *
 * @throws BesideError `unsupported` when the site has no key, `unauthenticated` when the token is not good
 */
export async function verifyIdentityToken(options: {
  site: Site;
  token: string;
  commandId: string;
  clock: Clock;
  store: Store;
}): Promise<VerifiedIdentity> {
  const { site, token, commandId, clock, store } = options;
  if (!site.identity) throw new BesideError('unsupported');
  const claims = await readClaims(site.identity, site.siteId, token, clock.now());
  const expiresInS = claims.exp - clock.now() / 1_000;
  if (expiresInS > MAX_AHEAD_S + TOLERANCE_S)
    throw new BesideError('unauthenticated', { details: { problem: 'exp' } });
  await useOnce(store, { siteId: site.siteId, jti: claims.jti, exp: claims.exp, commandId });
  return {
    subject: claims.sub,
    ...(claims.name === undefined ? {} : { name: claims.name }),
    ...(claims.email === undefined ? {} : { email: claims.email }),
  };
}

async function readClaims(
  identity: NonNullable<Site['identity']>,
  audience: string,
  token: string,
  now: number,
): Promise<z.infer<typeof claimsSchema>> {
  // Loaded when needed: most servers identify nobody.
  const { importSPKI, jwtVerify } = await import('jose');
  const { algorithm, key } = identity;
  try {
    const secret = algorithm === 'HS256' ? new TextEncoder().encode(key) : await importSPKI(key, algorithm);
    const { payload } = await jwtVerify(token, secret, {
      algorithms: [algorithm],
      audience,
      clockTolerance: TOLERANCE_S,
      requiredClaims: ['exp', 'sub', 'jti'],
      currentDate: new Date(now),
    });
    return claimsSchema.parse(payload);
  } catch (cause) {
    throw new BesideError('unauthenticated', { cause, details: { problem: 'token' } });
  }
}

/** Kept in few named values that are overwritten in turn, so that they do not grow. */
async function useOnce(
  store: Store,
  use: { siteId: string; jti: string; exp: number; commandId: string },
): Promise<void> {
  const id = hashToken(`${use.siteId}\n${use.jti}`);
  const minute = Math.floor((use.exp * 1_000) / MINUTE_MS);
  const name = `used-identity-tokens:${minute % SLOTS}:${id.slice(0, 2)}`;
  await store.transact(async (transaction) => {
    const kept = await transaction.getValue(name);
    const slot = kept === undefined ? undefined : slotSchema.parse(JSON.parse(kept));
    const used = slot?.minute === minute ? slot.used : {};
    const usedBy = used[id];
    if (usedBy === use.commandId) return;
    if (usedBy !== undefined) throw new BesideError('unauthenticated', { details: { problem: 'jti' } });
    await transaction.setValue(name, JSON.stringify({ minute, used: { ...used, [id]: use.commandId } }));
  });
}
