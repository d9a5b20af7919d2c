/** What launcher, shell and home say, and what more than one of them and the chat do. */
export const enCommon = {
  // Launcher and shell
  open: 'Help',
  close: 'Close',
  back: 'Back',
  panelLabel: 'Help and support',
  unread: (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`),
  loading: 'Loading…',

  // Home
  greeting: 'How can we help?',
  startChat: 'Chat with us',
  available: 'We are here to help',
  startChatDetail: 'A person from our team answers here',
  search: 'What is it about?',

  // Chat, seen from outside
  chat: 'Chat',
  retry: 'Try again',

  dismiss: 'Dismiss',

  // Errors, by code of the register
  error_unavailable: 'We cannot be reached at the moment. Yours is kept and sent later.',
  error_other: 'Something went wrong. Please try again.',
};
