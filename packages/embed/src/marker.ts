/**
 * The one thing in localStorage: that a conversation of this site is open, so that the loader resumes it on the next
 * page. Holds no id and nothing personal; `open` says that the panel was showing.
 */
export interface ConversationMarker {
  /** What was left, if anything. */
  readonly value: 'open' | 'closed' | undefined;
  set(value: 'open' | 'closed'): void;
  remove(): void;
}

/** The marker of a site. Where storage is blocked it remembers nothing and does not complain. */
export function createConversationMarker(siteId: string, storage: () => Storage): ConversationMarker {
  const key = `beside:${siteId}`;
  const attempt = <Value>(action: (store: Storage) => Value): Value | undefined => {
    try {
      return action(storage());
    } catch {
      return undefined; // blocked or full: the conversation then resumes at the next touch instead
    }
  };
  return {
    get value() {
      const value = attempt((store) => store.getItem(key));
      return value === 'open' || value === 'closed' ? value : undefined;
    },
    set: (value) => void attempt((store) => store.setItem(key, value)),
    remove: () => void attempt((store) => store.removeItem(key)),
  };
}
