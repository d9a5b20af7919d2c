import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError } from '@beside/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderIndexPage, INDEX_CSS } from './index-page.ts';
import type { Policies } from './security-headers.ts';
import { StaticFolder, sendFile } from './static-files.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** What the pages of the main origin need. */
export interface PagesRoutesParts {
  /** Folder with `widget/` and `console/`, as the build fills it. */
  readonly distDir: string;
  readonly policies: () => Policies;
  readonly demoOrigin: () => string | undefined;
}

/** Adds the script tag's file and its chunks, the console, the index and the way to the demonstration. */
export function addPagesRoutes(
  app: FastifyInstance,
  { distDir, policies, demoOrigin }: PagesRoutesParts,
): void {
  const widget = new StaticFolder(join(distDir, 'widget'));
  const consoleFiles = new StaticFolder(join(distDir, 'console'));

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    folder: StaticFolder,
    path: string,
  ): Promise<FastifyReply> {
    const file = await folder.find(path, String(request.headers['accept-encoding'] ?? ''));
    if (file)
      return sendFile(request, reply, file, /^(?:chunks|assets)\//.test(path) ? IMMUTABLE : REVALIDATE);
    if (existsSync(distDir)) throw new BesideError('not_found');
    throw new BesideError('unavailable', {
      details: { problem: 'the pages are not built', mend: 'npm run build' },
    });
  }

  /** For every page that embeds the script, wherever it is. */
  async function sendShared(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
  ): Promise<FastifyReply> {
    void reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
    });
    return send(request, reply, widget, path);
  }

  app.get('/beside.js', (request, reply) => sendShared(request, reply, 'beside.js'));
  app.get('/invitations.js', (request, reply) => sendShared(request, reply, 'invitations.js'));
  app.get('/licenses.txt', (request, reply) => sendShared(request, reply, 'licenses.txt'));
  app.get<{ Params: { '*': string } }>('/chunks/*', (request, reply) =>
    sendShared(request, reply, `chunks/${request.params['*']}`),
  );

  app.get('/console', (_request, reply) => reply.redirect('/console/'));
  app.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    void reply.header('content-security-policy', policies().console);
    return send(request, reply, consoleFiles, request.params['*'] || 'index.html');
  });

  app.get('/', (request, reply) => {
    void reply.headers({
      'content-security-policy': policies().index,
      'cache-control': REVALIDATE,
      vary: 'accept-language',
    });
    return reply
      .type('text/html; charset=utf-8')
      .send(renderIndexPage(String(request.headers['accept-language'] ?? ''), demoOrigin()));
  });
  app.get('/index.css', (_request, reply) =>
    reply.header('cache-control', REVALIDATE).type('text/css; charset=utf-8').send(INDEX_CSS),
  );
  app.get('/demo', (_request, reply) => toDemo(reply, demoOrigin(), '/demo/'));
  app.get<{ Params: { '*': string } }>('/demo/*', (request, reply) =>
    toDemo(reply, demoOrigin(), request.url),
  );
}

function toDemo(reply: FastifyReply, origin: string | undefined, path: string): FastifyReply {
  if (origin === undefined) throw new BesideError('not_found');
  return reply.redirect(`${origin}${path}`);
}
