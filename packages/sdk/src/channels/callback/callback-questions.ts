import {
  BesideError,
  isErrorCode,
  type CallbackOffer,
  type CallbackQuestions,
  type ErrorDetails,
  type QueueId,
  type SlotHold,
} from '@beside/protocol';
import {
  callbackOfferSchema,
  holdIdSchema,
  queueIdSchema,
  slotHoldSchema,
  zoneSchema,
} from '@beside/protocol/schema';
import * as z from 'zod/mini';

const querySchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('offer'), queueId: z.optional(queueIdSchema), zone: z.optional(zoneSchema) }),
  z.object({ of: z.literal('hold'), queueId: z.optional(queueIdSchema), startAt: z.number() }),
  z.object({ of: z.literal('release'), holdId: holdIdSchema }),
]);
const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const refusalSchema = z.object({ code: z.string(), details: detailsSchema });
const answerSchema = z.object({ value: z.optional(z.unknown()), refusal: z.optional(refusalSchema) });

/** What is asked of the tab that holds the connection. */
export type CallbackQuery = z.infer<typeof querySchema>;

/** Reads details that were stored or told; nothing of them when they are none. */
export function readDetails(raw: unknown): ErrorDetails {
  return detailsSchema.safeParse(raw).data ?? {};
}

/**
 * In the tab that leads: does what this or another tab asks. A refusal is an answer, because tabs tell each other no more
 * than the code of an error, and the nearest free slots are in its details.
 */
export async function answerCallback(line: CallbackQuestions | undefined, raw: unknown): Promise<unknown> {
  const { data } = querySchema.safeParse(raw);
  if (!data) throw new BesideError('bad_frame');
  if (!line) throw new BesideError('unsupported');
  try {
    return { value: await askLine(line, data) };
  } catch (cause) {
    if (cause instanceof BesideError) return { refusal: { code: cause.code, details: cause.details } };
    throw cause;
  }
}

/** In the tab that asks; `ask` has the tab that leads answer. */
export function createCallbackQuestions(ask: (query: CallbackQuery) => Promise<unknown>): CallbackQuestions {
  const question = async (query: CallbackQuery): Promise<unknown> => {
    const { data } = answerSchema.safeParse(await ask(query));
    if (!data) throw new BesideError('bad_frame');
    const { value, refusal } = data;
    if (!refusal) return value;
    const { code, details } = refusal;
    throw new BesideError(isErrorCode(code) ? code : 'internal', { details });
  };
  return {
    async offer(options): Promise<CallbackOffer> {
      const { data } = callbackOfferSchema.safeParse(await question({ of: 'offer', ...options }));
      if (!data) throw new BesideError('bad_frame');
      return data;
    },
    async holdSlot(options): Promise<SlotHold> {
      const { data } = slotHoldSchema.safeParse(await question({ of: 'hold', ...options }));
      if (!data) throw new BesideError('bad_frame');
      return data;
    },
    // Lost, it runs out by itself.
    releaseSlot: (holdId) => void question({ of: 'release', holdId }).catch(() => undefined),
  };
}

async function askLine(line: CallbackQuestions, query: CallbackQuery): Promise<unknown> {
  switch (query.of) {
    case 'offer':
      return line.offer(withQueue(query, query.zone === undefined ? {} : { zone: query.zone }));
    case 'hold':
      return line.holdSlot(withQueue(query, { startAt: query.startAt }));
    case 'release':
      return line.releaseSlot(query.holdId); // let through by its schema
    default:
      return query satisfies never;
  }
}

/** Absent options stay absent: the wire refuses keys that it does not know the value of. */
function withQueue<Options extends object>(
  { queueId }: { readonly queueId?: QueueId | undefined },
  options: Options,
): Options & { readonly queueId?: QueueId } {
  return queueId === undefined ? options : { ...options, queueId };
}
