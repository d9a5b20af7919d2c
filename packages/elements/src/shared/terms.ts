/**
 * English texts, and with that the type every other locale has to satisfy: a missing text is a compile error.
 *
 * Values are plain text, never markup. What varies (names, numbers, times) comes in as an argument, already formatted
 * for the locale by {@link createFormats}.
 */
export const en = {
  // Launcher and shell
  open: 'Help',
  openUnread: (count: number): string =>
    count === 1 ? 'Help, 1 new message' : `Help, ${count} new messages`,
  close: 'Close',
  minimise: 'Minimise',
  back: 'Back',
  more: 'More',
  panelLabel: 'Help and support',
  unread: (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`),
  loading: 'Loading…',
  poweredBy: 'Beside',

  // Home
  greeting: 'How can we help?',
  greetingNamed: (name: string): string => `Hello ${name}, how can we help?`,
  startChat: 'Chat with us',
  available: 'We are here to help',
  startChatDetail: 'A person from our team answers here',
  continueChat: 'Continue your conversation',
  lastMessage: (author: string, text: string): string => `${author}: ${text}`,

  // Composing
  chat: 'Chat',
  messageLabel: 'Your message',
  messagePlaceholder: 'Write a message…',
  send: 'Send',
  tooLong: (maxCharacters: string): string => `Please keep it under ${maxCharacters} characters.`,
  charactersLeft: (count: string): string => `${count} characters left`,

  // Messages
  messagesLabel: 'Messages',
  you: 'You',
  agent: 'Support',
  customer: 'Customer',
  automatic: 'Automatic reply',
  saidAt: (author: string, time: string): string => `${author}, ${time}`,
  notSentYet: 'Not sent yet',
  sending: 'Sending…',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
  retry: 'Try again',
  discard: 'Delete',
  typing: (name: string): string => `${name} is typing…`,
  newMessages: 'New messages',
  jumpToLatest: 'Go to the latest message',
  loadEarlier: 'Show earlier messages',
  loadingHistory: 'Loading earlier messages…',
  historyStart: 'This is where the conversation began',
  historyGap: 'Some messages in between are not shown.',
  emptyChat: 'Tell us what you need. We keep this conversation, so you can close the page and come back.',
  unsupportedMessage: 'This message cannot be shown here.',

  // Structured messages
  choose: 'Please choose',
  chosen: (choice: string): string => `You chose: ${choice}`,
  answered: 'Answered',
  submit: 'Send answers',
  required: 'Please fill this in.',
  optional: 'optional',

  // State of the conversation
  queued: 'You are in line. Someone will be with you soon.',
  queuePosition: (position: string): string => `You are number ${position} in line.`,
  noAgents: 'Nobody is free right now. Leave your message; we answer here as soon as we can.',
  closedNow: 'We are closed at the moment. Leave your message; we answer here when we are back.',
  closedUntil: (moment: string): string =>
    `We are closed until ${moment}. Leave your message; we answer here when we are back.`,
  agentJoined: (name: string): string => `${name} joined the conversation`,
  agentLeft: (name: string): string => `${name} left the conversation`,
  agentDisconnected: (name: string): string =>
    `${name} lost the connection. We are finding someone else for you.`,
  transferred: (name: string): string => `You are now talking with ${name}`,
  conversationStarted: 'Conversation started',
  conversationEnded: 'This conversation has ended',
  endedByYou: 'You ended this conversation',
  endedByAgent: (name: string): string => `${name} ended this conversation`,
  endedByCustomer: 'The customer ended this conversation',
  agentReleased: (name: string): string => `${name} handed the conversation over`,
  startNew: 'Start a new conversation',
  end: 'End conversation',
  endTitle: 'End this conversation?',
  endDetail: 'You can start a new one at any time.',
  endConfirm: 'End it',
  cancel: 'Cancel',
  dismiss: 'Dismiss',

  // Connection
  connecting: 'Connecting…',
  reconnecting: 'Connection lost. Trying again…',
  offline: 'You are offline. Messages are sent when you are back.',
  connected: 'Connected again',
  storageBlocked:
    'Your browser does not store anything here. Messages not sent yet are lost when you leave this page.',
  otherTab: 'This conversation is open in another tab.',

  // Errors, by code of the register
  error_rate_limited: 'That was very fast. Please wait a moment, then try again.',
  error_too_large: 'This message is too long. Please send it in parts.',
  error_conversation_closed: 'This conversation has ended. Please start a new one.',
  error_read_only: 'We cannot take messages at the moment. Yours is kept and sent later.',
  error_unavailable: 'We cannot be reached at the moment. Yours is kept and sent later.',
  error_timeout: 'No answer came. We will try again.',
  error_disconnected: 'There is no connection at the moment. Yours is kept and sent later.',
  error_capacity: 'There are too many requests at the moment. Please try again in a while.',
  error_outbox_full: 'Too many messages are waiting. Please wait until you are connected again.',
  error_expired: 'This message waited too long. Do you still want to send it?',
  error_replaced: 'This conversation goes on in another window.',
  error_forbidden: 'This is not possible here.',
  error_other: 'Something went wrong. Please try again.',
};

/** The texts of one locale: the same keys as English, a string for a string, a function for a function. */
export type Terms = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends (...inserts: infer Inserts) => string
    ? (...inserts: Inserts) => string
    : string;
};

/** Text for an error code of the register; codes without a text of their own get the general one. */
export function errorText(terms: Terms, code: string): string {
  const key = `error_${code}`;
  // Checked on the line itself: the key exists in `en`, and every error text is a plain string.
  return Object.hasOwn(en, key) ? (terms[key as keyof Terms] as string) : terms.error_other;
}
