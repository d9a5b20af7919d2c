export {
  agentIdSchema,
  attributesSchema,
  availabilitySchema,
  cartSchema,
  commandIdSchema,
  contextSchema,
  conversationIdSchema,
  customerIdSchema,
  epochSchema,
  interactionSchema,
  localeSchema,
  queueIdSchema,
  receiptSchema,
  siteIdSchema,
  siteInfoSchema,
} from './session/schema.ts';
export {
  agentContentSchema,
  chatTextSchema,
  contentSchema,
  customerContentSchema,
  messageBodySchema,
} from './chat/schema.ts';
export {
  agentCommandSchema,
  customerCommandSchema,
  entryBodySchemas,
  parseEntry,
  wireEntrySchema,
} from './conversation/schema.ts';
export {
  agentFrameSchema,
  agentHelloSchema,
  commandResultSchema,
  customerFrameSchema,
  customerHelloSchema,
  deskSchema,
  helloSchema,
  serverFrameSchema,
  wireErrorSchema,
} from './wire/schema.ts';
