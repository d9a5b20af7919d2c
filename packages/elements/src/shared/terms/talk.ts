/** What is said of a conversation, inside and outside of its panel; loaded with the first one. */
export const enTalk = {
  minimise: 'Minimise',
  end: 'End conversation',
  continueChat: 'Continue your conversation',
  lastMessage: (author: string, text: string): string => `${author}: ${text}`,
  you: 'You',
  agent: 'Support',
};
