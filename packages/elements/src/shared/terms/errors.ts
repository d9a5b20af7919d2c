/** What explains why something in a chat was refused, by code of the register; loaded when the first one is needed. */
export const enErrors = {
  error_rate_limited: 'That was very fast. Please wait a moment, then try again.',
  error_too_large: 'This message is too long. Please send it in parts.',
  error_conversation_closed: 'This conversation has ended. Please start a new one.',
  error_read_only: 'We cannot take messages at the moment. Yours is kept and sent later.',
  error_timeout: 'No answer came. We will try again.',
  error_disconnected: 'There is no connection at the moment. Yours is kept and sent later.',
  error_capacity: 'There are too many requests at the moment. Please try again in a while.',
  error_outbox_full: 'Too many messages are waiting. Please wait until you are connected again.',
  error_expired: 'This message waited too long. Do you still want to send it?',
};
