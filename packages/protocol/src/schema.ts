export { contextSchema } from './session/context-schema.ts';
export {
  agentIdSchema,
  attemptIdSchema,
  attributesSchema,
  availabilitySchema,
  callbackIdSchema,
  cartSchema,
  commandIdSchema,
  conversationIdSchema,
  customerIdSchema,
  epochSchema,
  holdIdSchema,
  interactionSchema,
  localeSchema,
  nameText,
  offerIdSchema,
  queueIdSchema,
  receiptSchema,
  saidContextSchema,
  shortText,
  siteIdSchema,
  siteInfoSchema,
} from './session/schema.ts';
export {
  callbackViewSchema,
  consentSchema,
  e164Schema,
  matterSchema,
  outcomeSchema,
  zoneSchema,
} from './callback/schema.ts';
export {
  callbackCommandOfAgentSchema,
  callbackCommandOfCustomerSchema,
  wantedTargetSchema,
  wantedWhenSchema,
} from './callback/command-schema.ts';
export {
  callbackAvailabilitySchema,
  callbackOfferSchema,
  slotHoldSchema,
  slotSchema,
} from './callback/availability-schema.ts';
export { deskCallbackSchema } from './callback/desk-schema.ts';
export { agentContentSchema, contentSchema, messageBodySchema } from './chat/content-schema.ts';
export { chatTextSchema, customerContentSchema } from './chat/schema.ts';
export { conversationLineSchema, readConversationLines } from './conversation/earlier.ts';
export { parsePageEntry } from './conversation/page-entry.ts';
export { pageCommands, wireEntrySchema } from './conversation/schema.ts';
export { agentCommandSchema, customerCommandSchema } from './conversation/every-command.ts';
export { entryBodySchemas, parseEntry } from './conversation/every-entry.ts';
export {
  agentFrameSchema,
  agentHelloSchema,
  customerFrameSchema,
  customerHelloSchema,
  helloSchema,
} from './wire/client-frames.ts';
export { agentServerFrameSchema, serverFrameSchema } from './wire/agent-server-frames.ts';
export { commandResultSchema, wireErrorSchema } from './wire/basics.ts';
export { deskSchema } from './wire/desk.ts';
export { customerServerFrameSchema } from './wire/server-frames.ts';
export { invitationRuleSchema, invitationSchema, invitationsSchema } from './invitations/schema.ts';
