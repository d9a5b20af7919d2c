import {
  BesideError,
  type CallbackCommandOfAgent,
  type CallbackId,
  type Desk,
  type DeskCallback,
  type OfferId,
} from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';
import type { AgentClient } from '@beside/sdk/agent';

import { isHeldBy, type CallbackListName } from './callback-lists.ts';

/** What a page of the callback desk shows: one of the lists, or the queues of a supervisor. */
export type CallbackPage = CallbackListName | 'team';

/** What an agent has chosen and written of a call that is over. In memory only. */
export interface WrapUpDraft {
  readonly disposition?: string;
  readonly note: string;
}

/** What is shown of one callback. */
export interface ShownCallback {
  readonly callback: DeskCallback;
  /** It left the desk; what is known of it last. */
  readonly isGone: boolean;
  readonly draft: WrapUpDraft;
  /** The nearest times after the chosen one was refused. */
  readonly alternatives: readonly number[];
  /** Its conversation, where the desk lets it be read. */
  readonly chat: ChatChannel | undefined;
}

/** What is kept when the agent has to sign in again. */
export interface KeptCallbacks {
  readonly selectedId: CallbackId | undefined;
  readonly drafts: ReadonlyMap<CallbackId, WrapUpDraft>;
}

/** What an agent's work with callbacks tells its owner. */
export interface CallbackListener {
  changed(): void;
  refused(code: string): void;
  /** It rings here no more, and this agent did not answer it. */
  gone(callback: DeskCallback): void;
  /** Its call reached nobody; it rings again. */
  ringsAgain(callback: DeskCallback, at: number): void;
  completed(callback: DeskCallback): void;
  /** It was taken: show it. */
  taken(callback: DeskCallback): void;
  /** The agent's own telephone dials. */
  dial(href: string): void;
}

/** One agent's work with callbacks: what is shown, what is under way, what is being written. */
export class CallbackWork {
  readonly #client: Pick<AgentClient, 'callback'>;
  readonly #listener: CallbackListener;
  readonly #answered = new Set<OfferId>();
  readonly #drafts: Map<CallbackId, WrapUpDraft>;
  /** The nearest times after a slot was refused, by callback. */
  readonly #alternatives = new Map<CallbackId, readonly number[]>();
  #pending: ReadonlySet<CallbackId | string> = new Set();
  #desk: Desk | undefined;
  /** Stays when the callback leaves the desk, so that what happened can be read. */
  #selected: DeskCallback | undefined;
  #selectedId: CallbackId | undefined;
  #page: CallbackPage | undefined;

  constructor(client: Pick<AgentClient, 'callback'>, listener: CallbackListener, kept?: KeptCallbacks) {
    this.#client = client;
    this.#listener = listener;
    this.#selectedId = kept?.selectedId;
    this.#drafts = new Map(kept?.drafts);
  }

  /** The page that was chosen; undefined before. */
  get page(): CallbackPage | undefined {
    return this.#page;
  }

  /** Ids of callbacks and queues that wait for an answer; a new set after every change. */
  get pending(): ReadonlySet<string> {
    return this.#pending;
  }

  get selected(): DeskCallback | undefined {
    return this.#find(this.#selectedId) ?? this.#selected;
  }

  /** The one that is shown is not on the desk any more. */
  get isSelectedGone(): boolean {
    return this.#selected !== undefined && !this.#find(this.#selectedId);
  }

  /** What is being written of a call would be lost. */
  get hasDrafts(): boolean {
    return [...this.#drafts].some(([id, { note }]) => note.trim() !== '' && this.#find(id) !== undefined);
  }

  alternatives(callbackId: CallbackId): readonly number[] {
    return this.#alternatives.get(callbackId) ?? [];
  }

  draft(callbackId: CallbackId): WrapUpDraft {
    return this.#drafts.get(callbackId) ?? { note: '' };
  }

  setDraft(callbackId: CallbackId, draft: WrapUpDraft): void {
    this.#drafts.set(callbackId, draft);
    this.#listener.changed();
  }

  show(page: CallbackPage): void {
    this.#page = page;
    this.#listener.changed();
  }

  select(callbackId: CallbackId | undefined): void {
    this.#selectedId = callbackId;
    this.#selected = this.#find(callbackId);
    this.#listener.changed();
  }

  /** The desk as it is now. */
  take(desk: Desk): void {
    const before = this.#desk;
    this.#desk = desk;
    for (const old of before?.callbacks ?? []) this.#compare(old, this.#find(old.callbackId));
    this.#selected = this.#find(this.#selectedId) ?? this.#selected;
    // Whoever comes back in the middle of a call finds it.
    const held = before ? undefined : desk.callbacks?.find((one) => isHeldBy(one, desk.agent.agentId));
    if (held && this.#selectedId === undefined) this.select(held.callbackId);
  }

  /** Takes or declines what rings. */
  async answer(answer: 'accept' | 'decline', callbackId: CallbackId): Promise<void> {
    const callback = this.#find(callbackId);
    const offerId = callback?.offer?.offerId;
    if (!callback || !offerId || this.#pending.has(callbackId)) return;
    const { conversationId } = callback;
    this.#answered.add(offerId);
    const isDone = await this.run({ type: `callback.${answer}`, conversationId, callbackId, offerId });
    if (!isDone || answer === 'decline') return;
    this.#page = 'mine';
    this.select(callbackId);
    this.#listener.taken(callback);
  }

  /** Whether it was done. A second command about the same callback waits until the first one is answered. */
  async run(command: CallbackCommandOfAgent): Promise<boolean> {
    const key = keyOf(command);
    if (this.#pending.has(key)) return false;
    this.#setPending([...this.#pending, key]);
    const callback = 'callbackId' in command ? this.#find(command.callbackId) : undefined;
    try {
      await this.#client.callback(command);
      if (callback) this.#follow(command, callback);
      return true;
    } catch (error) {
      const known = error instanceof BesideError ? error : new BesideError('internal', { cause: error });
      if (callback) this.#alternatives.set(callback.callbackId, alternativesOf(known));
      this.#listener.refused(known.code);
      return false;
    } finally {
      this.#setPending([...this.#pending].filter((other) => other !== key));
    }
  }

  /** What to go on with after signing in again. */
  keep(): KeptCallbacks {
    return { selectedId: this.#selectedId, drafts: new Map(this.#drafts) };
  }

  #follow({ type }: CallbackCommandOfAgent, callback: DeskCallback): void {
    const { callbackId, details } = callback;
    this.#alternatives.delete(callbackId);
    // Only now: what was refused must not ring.
    if (type === 'callback.dial' && details?.dialHref) this.#listener.dial(details.dialHref);
    if (type !== 'callback.complete') return;
    this.#drafts.delete(callbackId);
    if (this.#selectedId === callbackId) this.select(undefined);
    this.#listener.completed(callback);
  }

  #compare(old: DeskCallback, next: DeskCallback | undefined): void {
    const { offer } = old;
    if (offer && offer.offerId !== next?.offer?.offerId) {
      if (!this.#answered.delete(offer.offerId)) this.#listener.gone(old);
    }
    const agentId = this.#desk?.agent.agentId;
    if (!next || agentId === undefined || !isHeldBy(old, agentId)) return;
    const isOver = old.status === 'dialing' || old.status === 'connected' || old.status === 'wrapping';
    if (isOver && next.status === 'retry-wait' && next.dueAt !== undefined)
      this.#listener.ringsAgain(next, next.dueAt);
  }

  #setPending(keys: readonly string[]): void {
    this.#pending = new Set(keys);
    this.#listener.changed();
  }

  #find(callbackId: CallbackId | undefined): DeskCallback | undefined {
    return this.#desk?.callbacks?.find((one) => one.callbackId === callbackId);
  }
}

/** Where the last place of a time was given away, the refusal names the nearest ones. */
function alternativesOf({ details }: BesideError): readonly number[] {
  return ['alternative1At', 'alternative2At', 'alternative3At'].flatMap((name) => {
    const at = details?.[name];
    return typeof at === 'number' ? [at] : [];
  });
}

/** What a command is about: one callback, a queue's staffing, or a site's opening hours. */
function keyOf(command: CallbackCommandOfAgent): string {
  if ('callbackId' in command) return command.callbackId;
  return 'queueId' in command ? `${command.siteId}/${command.queueId}` : `${command.siteId} hours`;
}
