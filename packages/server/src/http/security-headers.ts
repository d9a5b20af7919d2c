import type { FastifyInstance } from 'fastify';

const CLOSED = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Of answers that are data. */
export const API_POLICY = `${CLOSED}; form-action 'none'`;
/** Of the pages behind links: forms, and no script. */
export const LINK_POLICY = `${CLOSED}; form-action 'self'; style-src 'self'; img-src data:`;
/** Of what other people made. */
export const UNTRUSTED_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** Content security policies by kind of page. */
export interface Policies {
  readonly index: string;
  readonly console: string;
  readonly demo: string;
}

/** The policies for a server whose main origin is this. */
export function createPolicies(mainOrigin: string): Policies {
  const socketOrigin = mainOrigin.replace(/^http/, 'ws');
  const trustedTypes = "require-trusted-types-for 'script'; trusted-types beside";
  return {
    index: `${CLOSED}; form-action 'none'; style-src 'self'; img-src 'self' data:`,
    console: `${CLOSED}; form-action 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' data:; font-src 'self'; connect-src 'self' ${socketOrigin}; ${trustedTypes}`,
    demo: `default-src 'none'; script-src 'self' ${mainOrigin}; style-src 'self'; img-src 'self' data:; connect-src 'self' ${mainOrigin} ${socketOrigin}; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; ${trustedTypes}`,
  };
}

/** Headers of every answer of a listener; routes may replace the policy by one of their own. */
export function addSecurityHeaders(
  app: FastifyInstance,
  policy: () => string,
  options: { readonly isHttps: boolean; readonly referrerPolicy: string },
): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'content-security-policy': policy(),
      'x-content-type-options': 'nosniff',
      'referrer-policy': options.referrerPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
      ...(options.isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    });
  });
}
