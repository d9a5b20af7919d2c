import {
  BesideError,
  decideCallback,
  type CallbackCommandOfCustomer,
  type CommandResult,
} from '@beside/protocol';
import type { Actor, CommandKey } from '../../ports/centre.ts';
import { changeConversation } from '../change-conversation.ts';
import { isOwn } from '../open-conversation.ts';
import type { Engine } from '../parts.ts';
import { executeSendCode, executeVerify } from './codes.ts';
import { callingSiteOf } from './read-facts.ts';
import { requestCallback } from './request.ts';
import { rescheduleCallback } from './reschedule.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

/** Does what a customer asks of a callback, in the page or by the manage link, if it is theirs. */
export async function executeCallbackOfCustomer(
  engine: Engine,
  actor: Customer,
  command: CallbackCommandOfCustomer,
  key: CommandKey,
): Promise<CommandResult> {
  const site = callingSiteOf(engine, actor.siteId);
  const by = { role: 'customer', via: key.via ?? 'page' } as const;
  switch (command.type) {
    case 'callback.request':
      return requestCallback(engine, site, actor, command, key);
    case 'callback.reschedule':
      return rescheduleCallback(engine, site, { by, customer: actor }, command, key);
    case 'callback.cancel': {
      const { callbackId, reason } = command;
      const { result } = await changeConversation(engine, {
        conversationId: command.conversationId,
        ...{ key, command },
        authorise: ({ record }) => {
          if (!isOwn(actor, record)) throw new BesideError('not_found');
        },
        decide: ({ callback }) =>
          decideCallback(callback, { type: 'cancel', callbackId, by, reason }, engine.clock.now()),
      });
      return result;
    }
    case 'callback.verify':
      return executeVerify(engine, actor, command, key);
    case 'callback.send-code':
      return executeSendCode(engine, actor, command, key);
    default:
      return command satisfies never;
  }
}
