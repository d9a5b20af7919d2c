import type * as z from 'zod/mini';
import type { agentServerFrameSchema, serverFrameSchema } from './agent-server-frames.ts';
import type { commandResultSchema, signalSchema, wireErrorSchema } from './basics.ts';
import type {
  agentFrameSchema,
  agentHelloSchema,
  customerFrameSchema,
  customerHelloSchema,
} from './client-frames.ts';
import type { deskConversationSchema, deskOfferSchema, deskSchema } from './desk.ts';
import type { customerServerFrameSchema } from './server-frames.ts';

/** First frame of a customer's page. */
export type CustomerHello = z.infer<typeof customerHelloSchema>;
/** First frame of a console. */
export type AgentHello = z.infer<typeof agentHelloSchema>;
/** First frame of anybody. */
export type Hello = CustomerHello | AgentHello;
/** What a customer's page may say after hello. */
export type CustomerFrame = z.infer<typeof customerFrameSchema>;
/** What a console may say after hello. */
export type AgentFrame = z.infer<typeof agentFrameSchema>;
/** What a customer's page hears. */
export type CustomerServerFrame = z.infer<typeof customerServerFrameSchema>;
/** What a console hears. */
export type AgentServerFrame = z.infer<typeof agentServerFrameSchema>;
/** What the server says to anybody. */
export type ServerFrame = z.infer<typeof serverFrameSchema>;
/** Something ephemeral that one side does and the other may see. */
export type Signal = z.infer<typeof signalSchema>;
/** An error as it travels; its code may be one that this version does not know. */
export type WireError = z.infer<typeof wireErrorSchema>;
/** What a command that was done answers. */
export type CommandResult = z.infer<typeof commandResultSchema>;
/** Everything a console shows apart from timelines. */
export type Desk = z.infer<typeof deskSchema>;
/** One conversation in an agent's list. */
export type DeskConversation = z.infer<typeof deskConversationSchema>;
/** An offer that rings. */
export type DeskOffer = z.infer<typeof deskOfferSchema>;
