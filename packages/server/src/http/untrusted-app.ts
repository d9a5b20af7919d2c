import type { FastifyInstance } from 'fastify';
import type { Log } from '../ports/log.ts';
import { createApp } from './create-app.ts';
import { UNTRUSTED_POLICY, addSecurityHeaders } from './security-headers.ts';

/**
 * The origin for what other people made: nothing of ours is reachable from here, cookies are not read, and scripts do
 * not run. Serves nothing yet but refusals; the co-browse viewer's frame and attachments come here.
 */
export function createUntrustedApp(parts: { log: Log; isHttps: boolean }): FastifyInstance {
  const app = createApp(parts.log);
  addSecurityHeaders(app, () => UNTRUSTED_POLICY, { isHttps: parts.isHttps, referrerPolicy: 'no-referrer' });
  return app;
}
