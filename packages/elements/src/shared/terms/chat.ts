/** What the chat says. */
export const enChat = {
  // Composing
  messageLabel: 'Your message',
  messagePlaceholder: 'Write a message…',
  send: 'Send',
  tooLong: (maxCharacters: string): string => `Please keep it under ${maxCharacters} characters.`,
  charactersLeft: (count: string): string => `${count} characters left`,

  // Messages
  messagesLabel: 'Messages',
  customer: 'Customer',
  automatic: 'Automatic reply',
  saidAt: (author: string, time: string): string => `${author}, ${time}`,
  notSentYet: 'Not sent yet',
  sending: 'Sending…',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
  discard: 'Delete',
  typing: (name: string): string => `${name} is typing…`,
  newMessages: 'New messages',
  jumpToLatest: 'Go to the latest message',
  loadEarlier: 'Show earlier messages',
  loadingHistory: 'Loading earlier messages…',
  emptyChat: 'Tell us what you need. We keep this conversation, so you can close the page and come back.',

  // State of the conversation
  queued: 'You are in line. Someone will be with you soon.',
  queuePosition: (position: string): string => `You are number ${position} in line.`,
  agentJoined: (name: string): string => `${name} joined the conversation`,
  agentDisconnected: (name: string): string =>
    `${name} lost the connection. We are finding someone else for you.`,
  conversationEnded: 'This conversation has ended',
  conversationErased: 'This conversation was erased',
  endedByYou: 'You ended this conversation',
  endedByAgent: (name: string): string => `${name} ended this conversation`,
  endedByCustomer: 'The customer ended this conversation',
  agentReleased: (name: string): string => `${name} handed the conversation over`,
  startNew: 'Start a new conversation',
};
