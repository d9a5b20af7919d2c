/** What only pages with a conversation need; a chunk of its own. */
export { parsePageEntry } from '@beside/protocol/schema';
