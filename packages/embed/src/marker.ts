/**
 * The one thing in localStorage: that a conversation of this site is open, or that the customer is inside its flow, so
 * that the loader resumes it on the next page. Holds no id and nothing personal; `open` says that the panel was showing,
 * `callback` that it showed the callback, `flow` that it showed a level of the flow.
 */
export type LeftMark = 'open' | 'callback' | 'flow' | 'closed';

const marks: readonly LeftMark[] = ['open', 'callback', 'flow', 'closed'];

/** The mark of a site. */
export interface ConversationMarker {
  /** What was left, if anything. */
  readonly value: LeftMark | undefined;
  set(value: LeftMark): void;
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
      return marks.find((mark) => mark === value);
    },
    set: (value) => void attempt((store) => store.setItem(key, value)),
    remove: () => void attempt((store) => store.removeItem(key)),
  };
}
