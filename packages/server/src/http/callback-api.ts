import * as z from 'zod/mini';
import type { ApiRoute } from './api.ts';

/** The addresses of callbacks that nobody signs in for: the pages behind links (C7), and the way in of the telephone. */
export const CALLBACK_API = {
  callbackLink: {
    method: 'GET',
    path: '/callback/:token',
    summary:
      'The page behind a link that a customer was sent. Shows and changes nothing. `lang` is ko or en; otherwise the browser says it.',
    params: z.object({ token: z.string() }),
    query: z.object({ lang: z.optional(z.enum(['ko', 'en'])) }),
    answerType: 'text/html',
    errors: ['not_found', 'rate_limited', 'unavailable'],
  },
  callbackLinkAct: {
    method: 'POST',
    path: '/callback/:token',
    summary:
      'What the forms of that page send: move, call off, or never call this number again. Then it is shown anew.',
    params: z.object({ token: z.string() }),
    body: z.object({
      action: z.enum(['move', 'cancel', 'not-me']),
      commandId: z.string(),
      revision: z.string(),
      startAt: z.optional(z.string()),
      availability: z.optional(z.string()),
    }),
    bodyType: 'application/x-www-form-urlencoded',
    answerType: 'text/html',
    errors: ['not_found', 'slot_taken', 'callback_stale', 'rate_limited', 'origin_refused', 'read_only'],
  },
  callEvents: {
    method: 'POST',
    path: '/telephony/:provider/events',
    summary:
      'Where a telephone provider tells what becomes of calls; signed as the provider signs. Answered once it is stored, the same event again too.',
    params: z.object({ provider: z.string() }),
    errors: ['not_found', 'unauthenticated', 'bad_frame', 'too_large', 'unavailable'],
  },
} as const satisfies Record<string, ApiRoute>;
