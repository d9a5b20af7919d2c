import {
  BesideError,
  decideChat,
  decideConversation,
  type CommandResult,
  type CustomerCommand,
  type Decision,
  isCallbackCommand,
} from '@beside/protocol';
import type { Actor, CommandKey } from '../ports/centre.ts';
import type { ConversationRecord } from '../ports/store.ts';
import type { Site } from '../ports/site.ts';
import type { BackendCall } from './backend/bridge-port.ts';
import type { Change, Locked } from './change.ts';
import { executeCallbackOfCustomer } from './callback/commands-of-customer.ts';
import { applyChange, changeConversation, tell } from './change-conversation.ts';
import { answerFirst, countSolved } from './knowledge/answer-first.ts';
import { isOwn, lockOrCreate, reduceContext } from './open-conversation.ts';
import type { Engine } from './parts.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

/** Does what a customer asks, if it is theirs to ask. */
export async function executeForCustomer(
  engine: Engine,
  actor: Customer,
  command: CustomerCommand,
  key: CommandKey,
): Promise<CommandResult> {
  if (isCallbackCommand(command)) return executeCallbackOfCustomer(engine, actor, command, key);
  const authorise = ({ record }: Locked): void => {
    if (!isOwn(actor, record)) throw new BesideError('not_found');
  };
  const deliver =
    (call: Exclude<BackendCall, { kind: 'report' }>): NonNullable<Change['also']> =>
    (transaction, { record, result }) =>
      engine.bridge.deliver(transaction, record, result.seq, call);
  const common = {
    conversationId: command.conversationId,
    key,
    command,
    authorise,
    afterwards: () => engine.bridge.wake(actor.siteId),
  };
  switch (command.type) {
    case 'conversation.start':
      return startConversation(engine, actor, command, key);
    case 'conversation.set-context': {
      const context = reduceContext(command.context, siteOf(engine, actor.siteId));
      return (
        await changeConversation(engine, {
          ...common,
          decide: ({ state }) => decideConversation(state, { type: 'set-context', context }),
          also: deliver({ kind: 'set-context', context }),
        })
      ).result;
    }
    case 'conversation.end':
      return (
        await changeConversation(engine, {
          ...common,
          decide: ({ state }) =>
            decideConversation(state, {
              ...{ type: 'end', by: 'customer', reason: 'done' },
              solvedBy: command.solvedBy,
            }),
          async also(transaction, ended) {
            await deliver({ kind: 'end' })(transaction, ended);
            await countSolved(engine, transaction, ended);
          },
        })
      ).result;
    case 'chat.send': {
      const changed = await changeConversation(engine, {
        ...common,
        decide: ({ state }) => {
          const refusal = engine.bridge.refusalOf(actor.siteId, command.content);
          if (refusal) return { refusal };
          return decideChat(state, {
            type: 'send',
            author: { role: 'customer' },
            content: command.content,
            intentAt: key.intentAt,
          });
        },
        also: deliver({ kind: 'send', content: command.content, intentAt: key.intentAt }),
      });
      answerFirst(engine, changed, command.content);
      return changed.result;
    }
    default:
      return command satisfies never;
  }
}

/** The site of a proven actor. */
export function siteOf(engine: Engine, siteId: string): Site {
  const site = engine.sites.get(siteId);
  if (!site) throw new BesideError('not_found');
  return site;
}

async function startConversation(
  engine: Engine,
  actor: Customer,
  command: Extract<CustomerCommand, { type: 'conversation.start' }>,
  key: CommandKey,
): Promise<CommandResult> {
  const site = siteOf(engine, actor.siteId);
  const now = engine.clock.now();
  const queueId = command.queueId ?? site.queues[0]?.queueId;
  if (queueId === undefined || !site.queues.some((queue) => queue.queueId === queueId))
    throw new BesideError('not_found', { details: { queue: queueId ?? '' } });
  const queuedAt = Math.min(now, Math.max(key.intentAt, now - engine.limits.maxIntentAgeMs));
  const context = command.context ? reduceContext(command.context, site) : undefined;

  const changed = await engine.store.transact(async (transaction) => {
    const record = await lockOrCreate(engine, transaction, actor, {
      conversationId: command.conversationId,
      queueId,
      queuedAt,
      now,
    });
    return applyChange(engine, transaction, record, {
      conversationId: command.conversationId,
      key,
      command,
      decide: ({ state }) =>
        namingTheOpenOne(
          command.conversationId,
          decideConversation(state, {
            type: 'arrive',
            customerId: actor.customerId,
            channel: command.channel,
            // The schema of the command accepted it, or the configuration's did.
            queueId: queueId as NonNullable<typeof command.queueId>,
            locale: command.locale,
            queuedAt,
            priority: 0,
            ...(context ? { context } : {}),
          }),
        ),
      also: (_transaction, started) =>
        engine.bridge.deliver(transaction, started.record, started.result.seq, {
          kind: 'start',
          queueId,
          locale: command.locale,
          context: context ?? {},
        }),
    });
  });
  tell(engine, changed);
  engine.bridge.wake(actor.siteId);
  return changed.result;
}

function namingTheOpenOne(
  conversationId: ConversationRecord['conversationId'],
  decision: Decision,
): Decision {
  if ('entries' in decision || decision.refusal !== 'conversation_open') return decision;
  return { ...decision, details: { conversationId } };
}
