import { createHash } from 'node:crypto';
import type { Clock } from '@beside/protocol';

/** A new secret of 256 random bits, as 43 characters of base64url. */
export function createToken(clock: Clock): string {
  return Buffer.from(clock.randomBytes(32)).toString('base64url');
}

/** What is kept of a token: SHA-256 in hex. Enough, because a token is random and long. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
