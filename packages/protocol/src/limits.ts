/**
 * What one message, one person and one connection may use; their one place, which SECURITY.md points to. Where no source
 * is named, they are ours: far above what people do, far below what harms a server. A server may be configured to lower
 * ones; both ends use these to refuse early with a clear error.
 */
export const LIMITS = {
  /** Largest frame a customer or agent may send, in bytes. */
  maxFrameBytes: 65_536,
  /** Deepest nesting of arrays and objects in a frame. */
  maxFrameDepth: 32,
  /** A socket that has not said hello after this long is closed. */
  helloTimeoutMs: 5_000,
  /** Largest chat text, in UTF-8 bytes. */
  maxTextBytes: 4_096,
  /** Chat messages one sender may send in `messageBurstWindowMs`. */
  messageBurst: 20,
  messageBurstWindowMs: 10_000,
  /** Chat messages one sender may send a minute. */
  messagesPerMinute: 100,
  /** Frames of any kind one socket may send a second, over ten seconds on average. */
  framesPerSecond: 50,
  /** Conversations one socket may follow at once. */
  maxFollowed: 200,
  /** Entries one frame or history page carries at most. */
  maxEntriesPerFrame: 200,
  /** Lines one page of a customer's conversations carries at most; each may hold a whole message. */
  maxConversationsPerPage: 20,
  /** A client that is missing more entries than this gets a discontinuity and history pages instead. */
  maxResumeEntries: 500,
  /** Bytes queued to one socket before it is closed as too slow; it then resumes. */
  maxQueuedBytes: 1_048_576,
  /** Messages and commands kept in one browser's outbox. */
  maxOutboxItems: 200,
  /** Bytes kept in one browser's outbox. */
  maxOutboxBytes: 1_048_576,
  /** An unsent message older than this is shown as failed instead of sent. */
  outboxTtlMs: 86_400_000,
  /** Attributes a page may set on a conversation, and bytes of one. */
  maxAttributes: 50,
  maxAttributeBytes: 1_024,
  /** Items of a cart sent as context. */
  maxCartItems: 100,
  /** Interactions in one report. */
  maxInteractionsPerBatch: 50,
  /** Properties of one interaction. */
  maxInteractionProperties: 20,
  /** Options of one structured message; fields of one form. */
  maxOptions: 12,
  maxFields: 12,
  /** Between heartbeats of a client, and how long it waits for the answer. */
  heartbeatMs: 20_000,
  heartbeatTimeoutMs: 15_000,
  /** Before a client tries to reconnect: full jitter between 0 and a bound that doubles from the first to the last. */
  reconnectFirstMs: 500,
  reconnectLastMs: 30_000,
  /** How long an offer rings. */
  offerTimeoutMs: 20_000,
  /** Missed offers in a row after which an agent becomes away. */
  missedOffersUntilAway: 2,
  /** An agent who has been gone this long gives back assigned conversations. */
  agentGraceMs: 30_000,
  /** Typing is said again while it goes on, and forgotten after this long without being said. */
  typingTtlMs: 6_000,
  /** Earlier first intent than this before arrival does not count for the order in the queue. */
  maxIntentAgeMs: 1_800_000,
  /** A callback that did not fall due within this after its moment, because nothing ran, expires instead. */
  callbackLatenessMs: 900_000,
  /** A conversation that ended this long ago is still shown to a customer who comes back. */
  recentConversationMs: 86_400_000,
  /** Nodes and variables of one flow, bytes of its JSON, UTF-16 units of one text (catalogue F4). */
  maxFlowNodes: 500,
  maxFlowVariables: 50,
  maxFlowBytes: 262_144,
  maxFlowTextLength: 2_000,
  /** Options of one field of a flow's form; UTF-16 units of what is filled in. */
  maxFlowOptions: 50,
  maxFlowValueLength: 500,
  /** Nodes one step of a flow may pass through before something is shown (catalogue F3). */
  maxFlowHops: 200,
  /** Screens one can go back through; older ones are forgotten. */
  maxFlowTrail: 100,
  /** Screens and answers of a flow that agents are shown. */
  maxFlowPath: 20,
  maxFlowAnswers: 20,
} as const;

/** The names of all limits. */
export type LimitName = keyof typeof LIMITS;
