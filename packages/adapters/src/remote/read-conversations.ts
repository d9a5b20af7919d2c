/** What only pages with a list of conversations need; a chunk of its own. */
export { readConversationLines } from '@beside/protocol/schema';
