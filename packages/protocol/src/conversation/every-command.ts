import * as z from 'zod/mini';
import { callbackCommandOfAgentSchema, callbackCommandOfCustomerSchema } from '../callback/command-schema.ts';
import { deskCommands, pageCommands } from './schema.ts';

/** All commands of customers. Every one is sent with a command id, which makes it happen once. */
export const customerCommandSchema = z.discriminatedUnion('type', [
  ...pageCommands,
  callbackCommandOfCustomerSchema,
]);

/** All commands of agents. */
export const agentCommandSchema = z.discriminatedUnion('type', [
  ...deskCommands,
  callbackCommandOfAgentSchema,
]);
