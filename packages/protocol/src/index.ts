export { PROTOCOL_VERSIONS, negotiateVersion, type ProtocolVersion } from './version.ts';
export {
  createUuidV7,
  isUuidV7,
  newId,
  type AgentId,
  type AttemptId,
  type CallbackId,
  type CommandId,
  type ConversationId,
  type CustomerId,
  type EntryId,
  type Epoch,
  type HoldId,
  type InteractionId,
  type OfferId,
  type QueueId,
  type SiteId,
} from './ids.ts';
export { canonicalJson } from './canonical-json.ts';
export { createEmitter, type Emitter, type EmitterOptions } from './emitter.ts';
export { createSystemClock } from './system-clock.ts';
export { fitsBytes } from './fits-bytes.ts';
export { LIMITS, type LimitName } from './limits.ts';
export {
  BesideError,
  ERRORS,
  isErrorCode,
  type ErrorCode,
  type ErrorDetails,
  type ErrorInfo,
} from './errors.ts';
export { cutAddress } from './session/cut-address.ts';
export { CLOSE_CODES } from './wire/close-codes.ts';
export { schemaError, type SchemaIssue } from './wire/schema-error.ts';
export type {
  Attributes,
  Author,
  Availability,
  Cart,
  CartItem,
  Interaction,
  PageContext,
  Receipt,
  SiteInfo,
} from './session/schema.ts';
export type {
  AgentContent,
  ArticleContent,
  CardContent,
  ChoicesContent,
  Content,
  FormContent,
  FormField,
  MessageBody,
} from './chat/content-schema.ts';
export type { CustomerContent, FormReplyContent, TextContent } from './chat/schema.ts';
export type {
  AgentCommand,
  Channel,
  CustomerCommand,
  Entry,
  EntryBody,
  EntryDraft,
  EntryType,
  Presence,
  WireEntry,
} from './conversation/schema.ts';
export {
  NEW_CONVERSATION,
  applyConversation,
  decideConversation,
  isShownToCustomer,
  type ConversationCommand,
  type ConversationState,
  type ConversationStatus,
  type Decision,
} from './conversation/state.ts';
export type { ConversationLine } from './conversation/earlier.ts';
export { LINE_ENTRIES, describeLine } from './conversation/describe-line.ts';
export { entriesFor, whyDiscontinuous, type Reader } from './conversation/reading.ts';
export {
  EMPTY_CHAT,
  applyChat,
  decideAutomaticAnswer,
  decideChat,
  isAutomaticallyAnswerable,
  mergeReceipt,
  progressOf,
  type ChatCommand,
  type ChatMessage,
  type ChatState,
  type Progress,
} from './chat/state.ts';
export {
  NO_CALLBACK,
  applyCallback,
  findOpenAttempt,
  hasCallbackEnded,
  isCallbackEntry,
  isInCall,
  type Attempt,
  type Callback,
  type CallbackEntry,
  type CallbackState,
  type CallbackStatus,
} from './callback/state.ts';
export { decideCallback } from './callback/decide.ts';
export { findDueStep, type DueStep } from './callback/decisions.ts';
export { isAgentCallbackCommand, isCallbackCommand } from './callback/is-callback-command.ts';
export { findConsentProblem, type ConsentText } from './callback/consent.ts';
export { viewCallback } from './callback/view.ts';
export type {
  AnyActor,
  CallbackCommand,
  CallbackCommandByAgent,
  CallbackCommandByCustomer,
  CallbackCommandBySupervisor,
  CallbackCommandBySystem,
  CancelCallback,
  EndAttempt,
  RequestCallback,
  RescheduleCallback,
  StaffActor,
} from './callback/commands.ts';
export type {
  AttemptOutcome,
  CallbackActor,
  CallbackEntryType,
  CallbackMatter,
  CallbackTarget,
  CallbackView,
  CallbackWhen,
  Consent,
  CustomerZones,
} from './callback/schema.ts';
export type {
  CallbackCommandOfAgent,
  CallbackCommandOfCustomer,
  WantedTarget,
  WantedWhen,
} from './callback/command-schema.ts';
export type {
  CallbackAvailability,
  CallbackConsentText,
  CallbackOffer,
  Slot,
  SlotHold,
  WaitingRange,
} from './callback/availability-schema.ts';
export type {
  DeskCallback,
  DeskCallbackDetails,
  DeskDispositions,
  DeskStaffing,
  DeskWaits,
} from './callback/desk-schema.ts';
export type { DeskHours, OpenInterval } from './callback/hours-schema.ts';
export type {
  AgentFrame,
  AgentHello,
  CommandResult,
  CustomerFrame,
  CustomerHello,
  Desk,
  DeskConversation,
  DeskOffer,
  Hello,
  ServerFrame,
  Signal,
  WireError,
} from './wire/frames.ts';
export type {
  AgentEvents,
  ConnectionState,
  Cursor,
  CustomerEvents,
  CustomerWelcome,
  HistoryPage,
  TimelineEvents,
  TimelineSession,
} from './ports/timeline-session.ts';
export type {
  CallbackQuestions,
  ContactCenter,
  ConversationPage,
  ConversationPageOptions,
  CustomerSession,
  OpenCustomerSession,
} from './ports/contact-center.ts';
export type { AgentDesk, AgentSession, OpenAgentSession } from './ports/agent-desk.ts';
export type {
  Backend,
  BackendCapabilities,
  BackendEvent,
  BackendEventBody,
  BackendFailure,
  CallContext,
  CreateBackend,
  Feature,
  Outcome,
  Reconcile,
  StartConversation,
} from './ports/backend.ts';
export type { Context, FlowContext } from './session/context-schema.ts';
export type { Clock } from './ports/clock.ts';
export type { FlowSource } from './ports/flow-source.ts';
export {
  decideInvitation,
  type AnsweredInvitations,
  type InvitationMoment,
  type PageFacts,
} from './invitations/decide.ts';
export type { Capacity, Invitation, InvitationRule, Invitations } from './invitations/schema.ts';
