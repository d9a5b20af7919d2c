import {
  BesideError,
  LIMITS,
  cutAddress,
  decideChat,
  decideConversation,
  type CommandResult,
  type Context,
  type CustomerCommand,
  type Interaction,
  type QueueId,
  isCallbackCommand,
} from '@beside/protocol';
import type { CommandKey, Conversation } from './book.ts';
import { isOwn, type Who, type World } from './world.ts';

type Customer = Extract<Who, { role: 'customer' }>;

/** Does what a customer asks, if it is theirs to ask. @throws BesideError the refusal */
export function executeForCustomer(
  world: World,
  who: Customer,
  command: CustomerCommand,
  key: CommandKey,
): CommandResult {
  if (isCallbackCommand(command)) throw new BesideError('unsupported');
  if (command.type === 'conversation.start') return start(world, who, command, key);
  const conversation = world.book.find(command.conversationId);
  if (!conversation || !isOwn(who, conversation)) throw new BesideError('not_found');
  const change = (decide: Parameters<typeof world.book.change>[1]['decide']): CommandResult =>
    world.book.change(conversation, { decide, key, command });
  switch (command.type) {
    case 'conversation.set-context': {
      const context = reduceContext(world, who, command.context);
      return change((state) => decideConversation(state, { type: 'set-context', context }));
    }
    case 'conversation.end':
      return change((state) =>
        decideConversation(state, {
          ...{ type: 'end', by: 'customer', reason: 'done' },
          solvedBy: command.solvedBy,
        }),
      );
    case 'chat.send':
      return change((state) =>
        decideChat(state, {
          type: 'send',
          author: { role: 'customer' },
          content: command.content,
          intentAt: key.intentAt,
        }),
      );
    default:
      return command satisfies never;
  }
}

/** The open conversation of a customer, or the last one. */
export function findLatest(world: World, who: Customer): Conversation | undefined {
  return world.book.list().findLast((conversation) => isOwn(who, conversation));
}

/** Keeps reports; the same id counts once. */
export function createReports(world: World) {
  const results = new Map<string, CommandResult>();
  const interactions: Interaction[] = [];
  return {
    interactions,
    keep(reportId: string, reported: readonly Interaction[]): CommandResult {
      const result = results.get(reportId) ?? { conversationId: null, seq: 0, at: world.clock.now() };
      if (!results.has(reportId)) interactions.push(...reported);
      results.set(reportId, result);
      return result;
    },
  };
}

function start(
  world: World,
  who: Customer,
  command: Extract<CustomerCommand, { type: 'conversation.start' }>,
  key: CommandKey,
): CommandResult {
  const { conversationId, channel, locale } = command;
  const queues = world.sites.get(who.siteId)?.queues ?? [];
  const queueId = command.queueId ?? queues[0]?.queueId;
  if (!queues.some((queue) => queue.queueId === queueId))
    throw new BesideError('not_found', { details: { queue: queueId ?? '' } });
  const now = world.clock.now();
  const context = command.context && reduceContext(world, who, command.context);

  const existing = world.book.find(conversationId);
  // Ids are made by clients: one that is taken by somebody else is refused like one that does not exist.
  if (existing && !isOwn(who, existing)) throw new BesideError('not_found');
  const latest = findLatest(world, who);
  if (!existing && latest && latest.state.status !== 'ended')
    throw new BesideError('conversation_open', { details: { conversationId: latest.conversationId } });
  const conversation = existing ?? world.book.create({ ...who, conversationId });
  return world.book.change(conversation, {
    key,
    command,
    decide(state) {
      const decision = decideConversation(state, {
        type: 'arrive',
        customerId: who.customerId,
        channel,
        queueId: queueId as QueueId, // one of the site's, which were checked
        locale,
        queuedAt: Math.min(now, Math.max(key.intentAt, now - LIMITS.maxIntentAgeMs)),
        priority: 0,
        ...(context ? { context } : {}),
      });
      const isOpen = 'refusal' in decision && decision.refusal === 'conversation_open';
      return isOpen ? { ...decision, details: { conversationId } } : decision;
    },
  });
}

/** Addresses travel as origin + path; of the query only what the site allows stays. */
function reduceContext(world: World, { siteId }: Customer, context: Context): Context {
  if (!context.page) return context;
  const url = cutAddress(context.page.url, world.sites.get(siteId)?.allowedQueries ?? []);
  if (url === undefined) throw new BesideError('bad_frame', { details: { field: 'context.page.url' } });
  return { ...context, page: { ...context.page, url } };
}
