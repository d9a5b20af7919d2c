/** What launcher, shell and home say, and what more than one of them and the chat do. */
export const enCommon = {
  // Launcher and shell
  open: 'Help',
  close: 'Close',
  minimise: 'Minimise',
  back: 'Back',
  panelLabel: 'Help and support',
  unread: (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`),
  loading: 'Loading…',

  // Home
  greeting: 'How can we help?',
  startChat: 'Chat with us',
  available: 'We are here to help',
  startChatDetail: 'A person from our team answers here',
  continueChat: 'Continue your conversation',
  lastMessage: (author: string, text: string): string => `${author}: ${text}`,

  // Chat, seen from outside
  chat: 'Chat',
  you: 'You',
  agent: 'Support',
  retry: 'Try again',

  // State of the conversation
  noAgents: 'Nobody is free right now. Leave your message; we answer here as soon as we can.',
  closedNow: 'We are closed at the moment. Leave your message; we answer here when we are back.',
  closedUntil: (moment: string): string =>
    `We are closed until ${moment}. Leave your message; we answer here when we are back.`,
  end: 'End conversation',
  dismiss: 'Dismiss',

  // Connection
  reconnecting: 'Connection lost. Trying again…',
  offline: 'You are offline. Messages are sent when you are back.',
  storageBlocked:
    'Your browser does not store anything here. Messages not sent yet are lost when you leave this page.',

  // Errors, by code of the register
  error_unavailable: 'We cannot be reached at the moment. Yours is kept and sent later.',
  error_replaced: 'This conversation goes on in another window.',
  error_forbidden: 'This is not possible here.',
  error_other: 'Something went wrong. Please try again.',
};
