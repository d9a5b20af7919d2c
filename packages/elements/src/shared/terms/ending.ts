/** What is asked before a conversation is ended; loaded with the question. */
export const enEnding = {
  endTitle: 'End this conversation?',
  endDetail: 'You can start a new one at any time.',
  endConfirm: 'End it',
  cancel: 'Cancel',
};
