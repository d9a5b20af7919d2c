/** What the list of earlier conversations says; loaded with it. */
export const enEarlier = {
  earlier: 'Earlier conversations',
  earlierAll: 'All conversations',
  earlierOlder: 'Show older ones',
  earlierEmpty: 'There are no earlier conversations.',
  earlierFailed: 'Your conversations cannot be read at the moment.',
  earlierOn: (day: string): string => `Conversation, ${day}`,
  writeAgain: 'Write again',
};
