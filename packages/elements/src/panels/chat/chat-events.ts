import { BesideError, type Content } from '@beside/protocol';

/**
 * The person pressed send. The field is empty already; hand the sending to {@link waitUntil} and the text comes back
 * with the reason when it is refused.
 */
export class BesideSendEvent extends CustomEvent<string> {
  readonly #wait: (sending: Promise<unknown>) => void;

  /** @internal */
  constructor(text: string, wait: (sending: Promise<unknown>) => void) {
    super('beside-send', { bubbles: true, composed: true, detail: text });
    this.#wait = wait;
  }

  /** Keeps the text safe until this resolves; a rejection with a BesideError is explained to the person. */
  waitUntil(sending: Promise<unknown>): void {
    this.#wait(sending);
  }
}

/** The text being written changed, by typing or by program; not told during a composition. */
export class BesideDraftEvent extends CustomEvent<string> {
  constructor(text: string) {
    super('beside-draft', { bubbles: true, composed: true, detail: text });
  }
}

/** A message was taken into the outbox; the detail is its key in the chat's view. */
export class BesideMessageSentEvent extends CustomEvent<{ readonly key: string }> {
  constructor(key: string) {
    super('beside-message-sent', { bubbles: true, composed: true, detail: { key } });
  }
}

/** The person answered a structured message: picked a choice or filled in a form. */
export class BesideAnswerEvent extends CustomEvent<Content> {
  constructor(content: Content) {
    super('beside-answer', { bubbles: true, composed: true, detail: content });
  }
}

/** Something the person asked for was refused; the detail is the code of the register. Whoever shows it explains it. */
export class BesideProblemEvent extends CustomEvent<{ readonly code: string }> {
  constructor(error: unknown) {
    super('beside-problem', {
      bubbles: true,
      composed: true,
      detail: { code: error instanceof BesideError ? error.code : 'internal' },
    });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-send': BesideSendEvent;
    'beside-draft': BesideDraftEvent;
    'beside-message-sent': BesideMessageSentEvent;
    'beside-answer': BesideAnswerEvent;
    'beside-problem': BesideProblemEvent;
  }
}
