import type { CustomerClient, CustomerClientEvents } from '@beside/sdk';
import type { Context } from '@beside/protocol';

/** Commands of the global, with what they take. Every one returns a promise that rejects with a BesideError. */
export interface BesideCommands {
  /** Opens the panel, at `'chat'`, `'callback'` or where it was. Counts as the customer's touch. */
  open: (panel?: 'home' | 'chat' | 'callback') => void;
  /** Closes the panel; the conversation goes on. */
  close: () => void;
  /** Replaces the named parts of what the page says about the moment. Sent only with a conversation. */
  context: (context: Context) => void;
  /** Language of the widget, as a BCP 47 tag. */
  locale: (locale: string) => void;
  /** Says who the customer is, by a token that the site's own server signed. */
  identify: (identityToken: string) => void;
  /** Forgets the customer on this browser (after signing out of the site). */
  forget: () => void;
  /** Takes the widget off the page. */
  remove: () => void;
}

/** A queued command of the time before loading. */
export type QueuedCommand = readonly unknown[] & {
  /** Where the answer goes: the promise of a command, or of `on` the way to stop. */
  readonly done?: (answer: unknown) => void;
};

/** The one global. A function at all times; what it is asked before loading waits. */
export interface BesideGlobal {
  <Name extends keyof BesideCommands>(name: Name, ...values: Parameters<BesideCommands[Name]>): Promise<void>;
  /** Listens to the client's events; returns the way to stop. `ready` reaches late listeners too. */
  on<Key extends keyof CustomerClientEvents>(
    key: Key,
    listener: (payload: CustomerClientEvents[Key]) => void,
  ): () => void;
  /** What a stub pasted by the page has collected. */
  q?: QueuedCommand[];
  /** The client, once the customer has touched the widget. */
  client?: CustomerClient;
  /** What waits for the customer's first touch, oldest first; read by invitations. @internal */
  waiting?: readonly { readonly name: string; readonly values: readonly unknown[] }[];
}

/** What the loader hands to the rest. */
export interface BootOptions {
  /** The painted `<beside-launcher>`. */
  readonly host: HTMLElement;
  readonly siteId: string;
  /** Where the script came from; the server is there. */
  readonly scriptUrl: string;
  readonly locale: string;
  /** The answer of the server that has the site's flow; nothing when it did not come. */
  readonly flow: Promise<Response | void>;
}

/** What runs after boot. */
export interface Booted {
  readonly client: CustomerClient;
  /** Runs one command of the global; `open` also stands for the customer's touch. */
  run(name: string, values: readonly unknown[]): Promise<void>;
  /** Takes everything off the page again; safe twice. */
  stop(): void;
}
