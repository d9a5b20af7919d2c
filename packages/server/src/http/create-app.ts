import { BesideError, ERRORS, type ErrorCode } from '@beside/protocol';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../ports/log.ts';
import { toWireError } from '../gateway/wire-error.ts';

/** Largest body of any request; reports of interactions are the largest. */
const MAX_BODY_BYTES = 131_072;

/**
 * One listener's application: strict about what comes in, typed about what is refused.
 *
 * @param answerBadAddress answers an address that is none (`/%zz`) where people look at it, before any route is found;
 *   `false`: it has not
 */
export function createApp(
  log: Log,
  answerBadAddress?: (request: FastifyRequest, reply: FastifyReply) => boolean,
): FastifyInstance {
  const app = fastify({
    logger: false, // our own log has an allow-list of fields
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 15_000,
    connectionTimeout: 0, // sockets live long; the sweep looks after them
    forceCloseConnections: true,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    http: { maxHeaderSize: 16_384, headersTimeout: 10_000 },
    frameworkErrors(error, request, reply) {
      // Of a request without a route; typed otherwise than one with.
      const [asked, answer] = [request as FastifyRequest, reply as FastifyReply];
      if (answerBadAddress?.(asked, answer)) return;
      void answer.code(400).send({ error: toWireError(new BesideError('bad_frame', { cause: error })) });
    },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Bodies are checked by our own schemas; fastify's two compilers would load three copies of ajv for nothing.
    schemaController: { compilersFactory: { buildValidator: refuseSchemas, buildSerializer: refuseSchemas } },
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') throw httpError(415, 'bad_frame');
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: toWireError(new BesideError('not_found')) }),
  );
  app.setErrorHandler((error, request, reply) => {
    const { status, known } = describeError(error);
    if (known.code === 'internal')
      log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
    const retryAfterMs = known.details['retryAfterMs'];
    if (typeof retryAfterMs === 'number')
      void reply.header('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
    return reply.code(status).send({ error: toWireError(known) });
  });
  return app;
}

function refuseSchemas(): () => never {
  return () => {
    throw new TypeError('routes have no fastify schemas: the schemas of api.ts read bodies');
  };
}

/** An error of ours that answers with another status than the register's. */
function httpError(statusCode: number, code: ErrorCode): Error {
  return Object.assign(new BesideError(code), { statusCode });
}

/** What of an error may be told, and with which status. */
export function describeError(error: unknown): { readonly status: number; readonly known: BesideError } {
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : undefined;
  if (error instanceof BesideError) return { status: status ?? ERRORS[error.code].httpStatus, known: error };
  // fastify's own refusals: malformed JSON, wrong media type, too large.
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, known: new BesideError(status === 413 ? 'too_large' : 'bad_frame', { cause: error }) };
  }
  return { status: 500, known: new BesideError('internal', { cause: error }) };
}
