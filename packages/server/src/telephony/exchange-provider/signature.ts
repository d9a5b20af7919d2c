import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the sender's clock may be from ours. */
export const SIGNATURE_WINDOW_MS = 300_000;

/** What is signed besides the body, so that a body for one thing cannot be sent to another. */
export type SignedPurpose = 'dial' | 'lookup' | 'hang-up' | 'event';

/** Headers of a signed request. */
export const SIGNATURE_HEADERS = {
  /** Epoch ms in digits. */
  timestamp: 'beside-timestamp',
  /** Used once. */
  nonce: 'beside-nonce',
  /** `v1=` and 64 hex digits. */
  signature: 'beside-signature',
} as const;

const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const TIMESTAMP = /^\d{10,15}$/;
const SIGNATURE = /^v1=([0-9a-f]{64})$/;

/** Headers that go with a body. One secret per direction: what we sent cannot be sent back to us. */
export function signRequest(
  secret: string,
  purpose: SignedPurpose,
  body: Uint8Array | string,
  { at, nonce }: { readonly at: number; readonly nonce: string },
): Record<string, string> {
  return {
    [SIGNATURE_HEADERS.timestamp]: String(at),
    [SIGNATURE_HEADERS.nonce]: nonce,
    [SIGNATURE_HEADERS.signature]: `v1=${compute(secret, purpose, String(at), nonce, body).toString('hex')}`,
  };
}

/** Why a signature is refused; for the log, never for the sender. */
export type SignatureProblem = 'missing' | 'too_old' | 'wrong' | 'replayed' | 'too_many';

/** Checks signatures of one direction. */
export interface SignatureCheck {
  /** The problem, or undefined when the body is as the holder of the secret sent it, now and for the first time. */
  findProblem(
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
    purpose: SignedPurpose,
    body: Uint8Array,
    receivedAt: number,
  ): SignatureProblem | undefined;
}

/**
 * Makes a check that remembers nonces as long as their signature would be taken. Only nonces of right signatures are
 * kept, so that strangers cannot fill the memory; when it is full all the same, nothing is taken.
 */
export function createSignatureCheck(secret: string, maxNonces = 200_000): SignatureCheck {
  /** Nonce → when its signature is too old; in the order of arrival. */
  const seen = new Map<string, number>();

  const forgetOld = (now: number): void => {
    for (const [nonce, untilAt] of seen) {
      if (untilAt > now) return;
      seen.delete(nonce);
    }
  };

  return {
    findProblem(headers, purpose, body, receivedAt) {
      const timestamp = headers[SIGNATURE_HEADERS.timestamp];
      const nonce = headers[SIGNATURE_HEADERS.nonce];
      const given = headers[SIGNATURE_HEADERS.signature];
      if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) return 'missing';
      if (typeof nonce !== 'string' || !NONCE.test(nonce)) return 'missing';
      const hex = typeof given === 'string' ? SIGNATURE.exec(given)?.[1] : undefined;
      if (hex === undefined) return 'missing';
      const expected = compute(secret, purpose, timestamp, nonce, body);
      if (!timingSafeEqual(expected, Buffer.from(hex, 'hex'))) return 'wrong';
      if (Math.abs(receivedAt - Number(timestamp)) > SIGNATURE_WINDOW_MS) return 'too_old';
      forgetOld(receivedAt);
      if (seen.has(nonce)) return 'replayed';
      if (seen.size >= maxNonces) return 'too_many';
      // Twice the window from now on: the timestamp may lie in the future, and order of arrival is order of forgetting.
      seen.set(nonce, receivedAt + 2 * SIGNATURE_WINDOW_MS);
      return undefined;
    },
  };
}

function compute(
  secret: string,
  purpose: SignedPurpose,
  timestamp: string,
  nonce: string,
  body: Uint8Array | string,
): Buffer {
  return createHmac('sha256', secret).update(`v1.${purpose}.${timestamp}.${nonce}.`).update(body).digest();
}
