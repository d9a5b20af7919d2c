import type { ConnectionState } from '@beside/protocol';

import { errorText } from '../shared/terms/error-text.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';
import { troubleWords } from './trouble-words.ts';

/** Follows a connection and says what a person should know about it. */
export interface ConnectionTrouble {
  /**
   * Text for a notice, or undefined when all is well. The first connecting is no trouble; after a loss it stays one
   * until the connection is there again, so that a notice does not flicker between attempts.
   */
  text(connection: ConnectionState, isOnline: boolean, terms: CommonTerms): string | undefined;
}

/** A new follower, for one element. */
export function createConnectionTrouble(): ConnectionTrouble {
  let isLost = false;
  return {
    text(connection, isOnline, terms) {
      if (connection.status === 'stopped') {
        isLost = false;
        return connection.error ? errorText(troubleWords(terms), connection.error.code) : undefined;
      }
      if (connection.status === 'connected') isLost = false;
      if (connection.status === 'waiting') isLost = true;
      if (!isOnline) return troubleWords(terms).offline;
      return isLost ? troubleWords(terms).reconnecting : undefined;
    },
  };
}
