import type { AgentCommand, CustomerCommand } from '../conversation/schema.ts';
import type { CallbackCommandOfAgent, CallbackCommandOfCustomer } from './command-schema.ts';

/** Whether a customer asks something of a callback. */
export function isCallbackCommand(command: CustomerCommand): command is CallbackCommandOfCustomer {
  return command.type.startsWith('callback.');
}

/** Whether an agent asks something of a callback, or of when and by how many callbacks are made. */
export function isAgentCallbackCommand(command: AgentCommand): command is CallbackCommandOfAgent {
  return command.type.startsWith('callback.') || command.type === 'hours.set';
}
