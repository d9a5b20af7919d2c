import { BesideError, ERRORS, newId, type CallbackAvailability, type Clock } from '@beside/protocol';
import { commandIdSchema } from '@beside/protocol/schema';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Centre, CommandKey, LinkedCallback } from '../ports/centre.ts';
import { LINK_PATH } from '../engine/callback/links.ts';
import type { Log } from '../ports/log.ts';
import { CALLBACK_CSS } from './callback-css.ts';
import { createCallbackDoor, type CallbackDoorParts } from './callback-door.ts';
import {
  isMovable,
  renderGonePage,
  renderManagePage,
  renderNotMePage,
  renderProblemPage,
  type LinkPage,
} from './callback-page.ts';
import { findLinkLocale, type LinkLocale, type LinkProblem } from './callback-terms.ts';
import { describeError } from './create-app.ts';
import { LINK_POLICY } from './security-headers.ts';

/** What the pages behind links need. */
export interface CallbackRoutesParts extends CallbackDoorParts {
  readonly centre: Centre;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
}

const MAX_FORM_BYTES = 2_048;
const digits = z.pipe(z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number)), z.int());
const shape = { commandId: commandIdSchema, revision: digits } as const;
const availability = z.optional(z.string().check(z.maxLength(64)));

/** What the forms of the pages send. */
const formSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('move'),
    ...shape,
    startAt: digits,
    availability: z.string().check(z.maxLength(64)),
  }),
  z.strictObject({ action: z.literal('cancel'), ...shape, availability }),
  z.strictObject({ action: z.literal('not-me'), ...shape, availability }),
]);
type Form = z.infer<typeof formSchema>;

/**
 * Adds the pages that links of callbacks lead to (C7). GET shows and changes nothing, because mail scanners and previews
 * follow links; POST acts. Whoever has the link may do it: its token is the only secret, which is why neither caches nor
 * other sites ever learn the address. Whatever goes wrong is a page, too, in the reader's language.
 */
export function addCallbackRoutes(app: FastifyInstance, parts: CallbackRoutesParts): void {
  const check = createCallbackDoor(parts);
  app.get('/callback.css', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(CALLBACK_CSS),
  );
  const addPages = async (scope: FastifyInstance): Promise<void> => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.setErrorHandler((error, request, reply) => refuse(parts, error, request, reply));
    scope.setNotFoundHandler((request, reply) =>
      reply.code(404).send(renderGonePage(prepare(request, reply))),
    );
    // A wildcard: tokens are longer than the names in other paths may be.
    scope.get('/*', (request, reply) => {
      const locale = prepare(request, reply);
      check(request);
      return show(parts, request, reply, locale);
    });
    scope.post('/*', (request, reply) => {
      const locale = prepare(request, reply);
      check(request);
      return act(parts, request, reply, locale);
    });
  };
  void app.register(addPages, { prefix: LINK_PATH.slice(0, -1) });
}

/** Answers the address of a link that was cut in the middle of a `%` sign, for which there is no route. */
export function answerBadLink(request: FastifyRequest, reply: FastifyReply): boolean {
  if (!request.url.startsWith(LINK_PATH)) return false;
  void reply.code(404).send(renderGonePage(prepare(request, reply)));
  return true;
}

/** Headers of every answer, refusals too. */
function prepare(request: FastifyRequest, reply: FastifyReply): LinkLocale {
  void reply.type('text/html; charset=utf-8').headers({
    'content-security-policy': LINK_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'accept-language',
  });
  return findLinkLocale(queryOf(request)['lang'], String(request.headers['accept-language'] ?? ''));
}

async function show(
  parts: CallbackRoutesParts,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: LinkLocale,
): Promise<FastifyReply> {
  const { centre } = parts;
  const linked = await centre.callbacks.openLink(tokenOf(request));
  const { done } = queryOf(request);
  const { status } = linked.view;
  // Said only where it can be true: anybody may write into an address.
  const isTrue = done === 'cancelled' ? status === 'cancelled' : done === 'moved' && isMovable(linked.view);
  const notice: Pick<LinkPage, 'notice'> =
    isTrue && (done === 'moved' || done === 'cancelled') ? { notice: done } : {};
  return reply.send(await renderLinked(parts, linked, locale, notice));
}

async function act(
  parts: CallbackRoutesParts,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: LinkLocale,
): Promise<FastifyReply> {
  const { callbacks } = parts.centre;
  const token = tokenOf(request);
  const linked = await callbacks.openLink(token);
  const form = formSchema.safeParse(request.body).data;
  if (!form || (form.action === 'not-me') !== (linked.purpose === 'not-me'))
    throw new BesideError('not_found');
  if (form.action === 'not-me') {
    await callbacks.blockByLink(token);
    return reply.redirect(`?lang=${locale}`, 303);
  }
  try {
    await change(parts, linked, form);
  } catch (error) {
    if (!(error instanceof BesideError) || error.code === 'internal') throw error;
    const again = await callbacks.openLink(token);
    const page = await renderLinked(parts, again, locale, explain(error));
    return reply.code(ERRORS[error.code].httpStatus).send(page);
  }
  const done = form.action === 'move' ? 'moved' : 'cancelled';
  return reply.redirect(`?lang=${locale}&done=${done}`, 303);
}

async function change(
  { centre, clock }: CallbackRoutesParts,
  { actor, conversationId, view }: LinkedCallback,
  form: Exclude<Form, { action: 'not-me' }>,
): Promise<void> {
  const { callbackId, zone } = view;
  const { commandId, revision } = form;
  const key: CommandKey = { commandId, intentAt: clock.now(), via: 'link' };
  const which = { conversationId, callbackId };
  if (form.action === 'cancel')
    await centre.executeForCustomer(actor, { type: 'callback.cancel', ...which, reason: 'asked' }, key);
  else
    await centre.executeForCustomer(
      actor,
      {
        ...{ type: 'callback.reschedule', ...which, revision, zone },
        when: { kind: 'scheduled', startAt: form.startAt },
        availabilityRevision: form.availability,
      },
      key,
    );
}

/** What a refusal says above the page. */
function explain({ code, details, retryable }: BesideError): Pick<LinkPage, 'notice' | 'alternatives'> {
  if (code !== 'slot_taken') return { notice: retryable ? 'failed' : 'stale' };
  const alternatives = [1, 2, 3].flatMap((index) => {
    const startAt = details[`alternative${String(index)}At`];
    return typeof startAt === 'number' ? [startAt] : [];
  });
  return { notice: 'taken', alternatives };
}

async function renderLinked(
  parts: CallbackRoutesParts,
  linked: LinkedCallback,
  locale: LinkLocale,
  more: Pick<LinkPage, 'notice' | 'alternatives'>,
): Promise<string> {
  const page = { locale, linked, commandId: newId(parts.clock), ...more };
  if (linked.purpose === 'not-me') return renderNotMePage(page);
  const offered = isMovable(linked.view) ? await findOffered(parts, linked, locale) : undefined;
  return renderManagePage(offered ? { ...page, availability: offered } : page);
}

/** `undefined` where the site does not call back any more: what was taken down can still be called off. */
async function findOffered(
  { centre }: CallbackRoutesParts,
  { actor, queueId }: LinkedCallback,
  locale: LinkLocale,
): Promise<CallbackAvailability | undefined> {
  try {
    return (await centre.callbacks.offer(actor, { queueId, locale })).availability;
  } catch (error) {
    if (error instanceof BesideError && ['unsupported', 'not_found'].includes(error.code)) return undefined;
    throw error;
  }
}

/** One plain page for every link that leads nowhere; the others say what to do, and nothing about any callback. */
function refuse(
  { log }: Pick<CallbackRoutesParts, 'log'>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const locale = prepare(request, reply);
  const { status, known } = describeError(error);
  if (known.code === 'not_found') return reply.code(404).send(renderGonePage(locale));
  if (known.code === 'internal')
    log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
  const { retryAfterMs } = known.details;
  if (typeof retryAfterMs === 'number')
    void reply.header('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
  return reply.code(status).send(renderProblemPage(locale, problemOf(known)));
}

function problemOf({ code }: BesideError): LinkProblem {
  if (code === 'rate_limited') return 'often';
  if (code === 'origin_refused') return 'elsewhere';
  return code === 'bad_frame' || code === 'too_large' ? 'unreadable' : 'later';
}

const tokenOf = ({ params }: FastifyRequest): string => (params as { '*': string })['*']; // of the path above
/** What fastify's parser makes; nothing was parsed of an address that is none. */
const queryOf = ({ query }: FastifyRequest): Readonly<Record<string, unknown>> =>
  (query as Readonly<Record<string, unknown>> | null) ?? {};
