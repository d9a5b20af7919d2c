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

export type CustomerHello = z.infer<typeof customerHelloSchema>;
export type AgentHello = z.infer<typeof agentHelloSchema>;
export type Hello = CustomerHello | AgentHello;
export type CustomerFrame = z.infer<typeof customerFrameSchema>;
export type AgentFrame = z.infer<typeof agentFrameSchema>;
export type CustomerServerFrame = z.infer<typeof customerServerFrameSchema>;
export type AgentServerFrame = z.infer<typeof agentServerFrameSchema>;
export type ServerFrame = z.infer<typeof serverFrameSchema>;
export type Signal = z.infer<typeof signalSchema>;
export type WireError = z.infer<typeof wireErrorSchema>;
export type CommandResult = z.infer<typeof commandResultSchema>;
export type Desk = z.infer<typeof deskSchema>;
export type DeskConversation = z.infer<typeof deskConversationSchema>;
export type DeskOffer = z.infer<typeof deskOfferSchema>;
export type Welcome = Extract<ServerFrame, { type: 'welcome' }>;
