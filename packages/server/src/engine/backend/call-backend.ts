import type {
  Backend,
  CallContext,
  Clock,
  ConversationId,
  CustomerId,
  Outcome,
  SiteId,
} from '@beside/protocol';
import { outcomeSchema, type CheckedOutcome } from './backend-schema.ts';
import type { BackendCall } from './bridge-port.ts';

/** Who a call is about; the rest of a start comes from here. */
export interface CallTarget {
  readonly siteId: string;
  readonly conversationId: ConversationId;
  readonly customerId: CustomerId;
  readonly queuedAt: number;
}

const TIMEOUT_MS = 5_000;
/** What is said of a call that threw, hung or answered nonsense: nobody knows. */
const SILENCE: CheckedOutcome = { kind: 'unknown', reconcile: 'impossible' };

/** Whether a call may be repeated by its nature: what it sets, it sets again. */
export function isRepeatable({ kind }: BackendCall): boolean {
  return kind === 'end' || kind === 'set-context';
}

/** Makes a call, waits for 5 s at most, never throws. */
export function callBackend(
  backend: Backend,
  clock: Clock,
  target: CallTarget,
  key: string,
  call: BackendCall,
): Promise<CheckedOutcome> {
  return limited(clock, key, (context) => {
    const { conversationId } = target;
    switch (call.kind) {
      case 'start': {
        const { queueId, locale, context: pageContext } = call;
        const { siteId, customerId, queuedAt } = target;
        return backend.chat.start(
          // The configuration's schema accepted the site's id.
          {
            conversationId,
            siteId: siteId as SiteId,
            customerId,
            queueId,
            locale,
            queuedAt,
            context: pageContext,
          },
          context,
        );
      }
      case 'send': {
        const { content, intentAt } = call;
        return backend.chat.send(
          conversationId,
          intentAt === undefined ? { content } : { content, intentAt },
          context,
        );
      }
      case 'end':
        return backend.chat.end(conversationId, context);
      case 'set-context':
        return backend.setContext?.(conversationId, call.context, context);
      case 'report':
        return backend.report?.(target.siteId as SiteId, call.interactions, context); // as above
      default:
        return call satisfies never;
    }
  });
}

/** Asks whether a call happened: `true`, `false`, or undefined when even that is not known now. */
export async function findEffect(
  backend: Backend,
  clock: Clock,
  conversationId: ConversationId,
  key: string,
): Promise<boolean | undefined> {
  const outcome = await limited(clock, key, (context) => backend.chat.find?.(conversationId, key, context));
  return outcome.kind === 'done' ? outcome.value !== null && outcome.value !== undefined : undefined;
}

function limited(
  clock: Clock,
  key: string,
  call: (context: CallContext) => Promise<Outcome<unknown>> | undefined,
): Promise<CheckedOutcome> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const cancel = clock.after(TIMEOUT_MS, () => {
      controller.abort();
      resolve(SILENCE);
    });
    const answer = (outcome: CheckedOutcome): void => {
      cancel();
      resolve(outcome);
    };
    // An adapter may throw before it returns a promise; that too is no answer.
    Promise.resolve()
      .then(() => call({ key, signal: controller.signal }))
      .then(
        (raw) => {
          const checked = outcomeSchema.safeParse(raw);
          answer(checked.success ? checked.data : SILENCE);
        },
        () => answer(SILENCE),
      );
  });
}
