import { BesideError } from '@beside/protocol';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../ports/log.ts';
import { createApp } from './create-app.ts';
import { addSecurityHeaders, type Policies } from './security-headers.ts';
import { StaticFolder, sendFile } from './static-files.ts';

/** What stands in the pages for the main origin, so that they also work as a customer would paste them. */
const PLACEHOLDER = 'http://127.0.0.1:8080';

/** The demonstration sites, on an origin of their own as every customer's page is. */
export function createDemoApp(parts: {
  log: Log;
  demoDir: string;
  policies: () => Policies;
  mainOrigin: () => string;
  isHttps: boolean;
}): FastifyInstance {
  const { log, demoDir, policies, mainOrigin, isHttps } = parts;
  const app = createApp(log);
  // Beacons of pages that send no referrer come without an origin; an origin is all that is sent to others.
  addSecurityHeaders(app, () => policies().demo, {
    isHttps,
    referrerPolicy: 'strict-origin-when-cross-origin',
  });
  const files = new StaticFolder(demoDir, (path, content) =>
    path.endsWith('.html')
      ? Buffer.from(content.toString('utf8').replaceAll(PLACEHOLDER, mainOrigin()))
      : content,
  );

  app.get('/', (_request, reply) => reply.redirect('/demo/'));
  app.get('/demo', (_request, reply) => reply.redirect('/demo/'));
  app.get<{ Params: { '*': string } }>('/demo/*', async (request, reply) => {
    const path = request.params['*'];
    if (/\.test\.\w+$/.test(path)) throw new BesideError('not_found');
    for (const candidate of path === '' || path.endsWith('/')
      ? [`${path}index.html`]
      : [path, `${path}.html`]) {
      const file = await files.find(candidate);
      if (file) return sendFile(request, reply, file, 'no-cache');
    }
    if (await files.find(`${path}/index.html`)) return reply.redirect(`/demo/${path}/`);
    throw new BesideError('not_found');
  });
  return app;
}
