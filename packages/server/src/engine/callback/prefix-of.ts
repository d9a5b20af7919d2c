import type { Keyring } from '../../timeline/keyring.ts';

/** The leading digits that numbers of one block share; bursts within a block are told by them (C8). */
export const prefixOf = (e164: string): string => e164.slice(1, 9);

/** A keyed hash of them, by which they are counted. */
export const prefixHashOf = (
  { keyring }: { readonly keyring: Pick<Keyring, 'hashCounted'> },
  siteId: string,
  e164: string,
): string => keyring.hashCounted('prefix', siteId, prefixOf(e164));
