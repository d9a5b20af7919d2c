import {
  BesideError,
  type ConversationId,
  type Desk,
  type DeskConversation,
  type OfferId,
} from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';
import type { AgentState } from '@beside/sdk/agent';

import { CallbackWork } from '../callbacks/callback-work.ts';
import { findRingingCallbacks } from '../callbacks/callback-lists.ts';
import { closePane, neighbourOf, noPanes, openPane, type Panes } from '../workspace/panes.ts';
import { createChatWatch } from './chat-watch.ts';
import { keepWork, type KeptWork } from './kept-work.ts';
import type { ConsoleClient } from './open-client.ts';
import type { ChosenPresence } from './wishes.ts';
import type { PaneState, WorkplaceListener } from './workplace-events.ts';

/** One agent at work: the client, what is open in front of them, and what they are writing. In memory only. */
export class Workplace {
  readonly #console: ConsoleClient;
  readonly #listener: WorkplaceListener;
  readonly #stops: (() => void)[] = [];
  readonly #watch;
  /** Last known facts of conversations that may leave the desk while they are on the screen. */
  readonly #known = new Map<ConversationId, DeskConversation>();
  /** Accepted, but the desk does not list them yet. */
  readonly #expected = new Set<ConversationId>();
  readonly #drafts: Map<ConversationId, string>;
  #answering: ReadonlySet<OfferId> = new Set();
  readonly #answered = new Set<OfferId>();
  /** What this agent does with callbacks. */
  readonly callbacks: CallbackWork;
  #panes: Panes;
  #desk: Desk | undefined;
  #wantedPresence: ChosenPresence | undefined;
  /** The server answered the wish; its next desk decides again. */
  #isPresenceDone = false;

  constructor(console: ConsoleClient, listener: WorkplaceListener, kept?: KeptWork) {
    this.#console = console;
    this.#listener = listener;
    this.#panes = kept?.panes ?? noPanes;
    this.#drafts = new Map(kept?.drafts);
    const { client } = console;
    this.#watch = createChatWatch(client, () => listener.changed());
    this.callbacks = new CallbackWork(
      client,
      {
        changed: () => this.#show(this.#panes),
        refused: (code) => listener.news({ kind: 'callback-refused', code }),
        gone: (callback) => listener.news({ kind: 'callback-gone', callback }),
        ringsAgain: (callback, at) => listener.news({ kind: 'callback-again', callback, at }),
        completed: (callback) => listener.news({ kind: 'callback-done', callback }),
        taken: ({ callbackId }) => listener.showCallback(callbackId),
        dial: (href) => listener.dial(href),
      },
      kept?.callbacks,
    );
    this.#stops.push(
      client.on('state-changed', () => this.#follow()),
      client.on('offer-received', (payload) => listener.offerReceived(payload)),
      client.on('callback-offered', (payload) => listener.callbackOffered(payload)),
      client.on('message-received', (payload) => listener.messageReceived(payload)),
      client.on('error', ({ error }) => this.#explain(error)),
    );
    this.#follow();
  }

  get state(): AgentState {
    return this.#console.client.state;
  }

  get panes(): Panes {
    return this.#panes;
  }

  /** New messages of all conversations, and what rings: the number in the page's title. */
  get newsCount(): number {
    const { desk } = this.state;
    const unread = (desk?.conversations ?? []).map((one) => this.chat(one.conversationId).view.unreadCount);
    const ringing = (desk?.offers.length ?? 0) + findRingingCallbacks(desk).length;
    return unread.reduce((sum, count) => sum + count, ringing);
  }

  /** What the agent chose just now, else what the server says; undefined before it said anything. */
  get presence(): Desk['presence'] | undefined {
    return this.#wantedPresence ?? this.state.desk?.presence;
  }

  /** Offers whose answer is under way; a new set after every change. */
  get answering(): ReadonlySet<OfferId> {
    return this.#answering;
  }

  chat(conversationId: ConversationId): ChatChannel {
    return this.#watch.chat(conversationId);
  }

  draft(conversationId: ConversationId): string {
    return this.#drafts.get(conversationId) ?? '';
  }

  /** Something is written that could still be sent. It is in memory only, so leaving the page loses it. */
  get hasDrafts(): boolean {
    const isWriting = [...this.#drafts].some(([id, text]) => text.trim() && this.paneState(id) === 'mine');
    return isWriting || this.callbacks.hasDrafts;
  }

  setDraft(conversationId: ConversationId, text: string): void {
    if (text) this.#drafts.set(conversationId, text);
    else this.#drafts.delete(conversationId);
  }

  /** Facts of a conversation, also after it left the desk while it is on the screen. */
  findConversation(conversationId: ConversationId): DeskConversation | undefined {
    const { desk } = this.state;
    return (
      desk?.conversations.find((one) => one.conversationId === conversationId) ??
      this.#known.get(conversationId)
    );
  }

  paneState(conversationId: ConversationId): PaneState {
    if (this.chat(conversationId).view.status === 'ended') return 'ended';
    const { desk } = this.state;
    const isListed = desk?.conversations.some((one) => one.conversationId === conversationId) ?? true;
    return isListed || this.#expected.has(conversationId) ? 'mine' : 'elsewhere';
  }

  open(conversationId: ConversationId, isBeside = false): void {
    this.#show(openPane(this.#panes, conversationId, isBeside));
  }

  close(conversationId: ConversationId): void {
    this.#show(closePane(this.#panes, conversationId));
  }

  /** Goes on to the next or previous conversation of the list. */
  step(step: 1 | -1): ConversationId | undefined {
    const all = this.state.desk?.conversations.map((one) => one.conversationId) ?? [];
    const id = neighbourOf(all, this.#panes.activeId, step);
    if (id !== undefined) this.open(id);
    return id;
  }

  async setPresence(presence: ChosenPresence): Promise<void> {
    this.#wantedPresence = presence;
    this.#isPresenceDone = false;
    this.#listener.changed();
    const isDone = await this.#try(this.#console.client.setPresence(presence));
    if (this.#wantedPresence !== presence) return;
    this.#isPresenceDone = true;
    // Done, but the desk that says so may still be on its way: showing the old one in between would flicker.
    if (!isDone || this.state.desk?.presence === presence) this.#wantedPresence = undefined;
    this.#listener.changed();
  }

  async answer(type: 'accept' | 'decline', conversationId: ConversationId, offerId: OfferId): Promise<void> {
    const offer = this.state.desk?.offers.find((one) => one.offerId === offerId);
    if (!offer || this.#answering.has(offerId)) return;
    this.#answering = new Set([...this.#answering, offerId]);
    this.#answered.add(offerId);
    this.#listener.changed();
    const isDone = await this.#try(this.#console.client[type](conversationId, offerId));
    this.#answering = new Set([...this.#answering].filter((other) => other !== offerId));
    if (isDone && type === 'accept') {
      this.#known.set(conversationId, offer.conversation);
      if (!this.state.desk?.conversations.some((one) => one.conversationId === conversationId))
        this.#expected.add(conversationId);
      this.open(conversationId);
      this.#listener.focusComposer(conversationId);
    }
    this.#listener.changed();
  }

  async release(conversationId: ConversationId): Promise<void> {
    const conversation = this.findConversation(conversationId);
    if (!conversation || !(await this.#try(this.#console.client.release(conversationId)))) return;
    this.close(conversationId);
    this.#listener.news({ kind: 'released', conversation });
  }

  async end(conversationId: ConversationId): Promise<void> {
    await this.#try(this.chat(conversationId).end());
  }

  wake(): void {
    this.#console.wake();
  }

  /** What to go on with after signing in again. */
  keep(): KeptWork {
    return keepWork(this.#panes, this.#drafts, this.#watch.all(), this.callbacks.keep());
  }

  /** Ends the connection; safe twice. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#watch.stop();
    this.#console.client.stop();
  }

  #follow(): void {
    const { desk, connection } = this.state;
    if (connection.status === 'stopped' && connection.error?.code === 'unauthenticated')
      return this.#listener.signedOut();
    if (desk && desk !== this.#desk) this.#takeDesk(desk);
    this.#listener.changed();
  }

  #takeDesk(desk: Desk): void {
    const before = this.#desk;
    this.#desk = desk;
    if (this.#isPresenceDone) this.#wantedPresence = undefined;
    for (const conversation of desk.conversations) {
      this.#known.set(conversation.conversationId, conversation);
      this.#expected.delete(conversation.conversationId);
    }
    for (const offer of before?.offers ?? []) {
      const isGone = !desk.offers.some((one) => one.offerId === offer.offerId);
      if (isGone && !this.#answered.has(offer.offerId))
        this.#listener.news({ kind: 'offer-gone', conversation: offer.conversation });
      if (isGone) this.#answered.delete(offer.offerId);
    }
    this.callbacks.take(desk);
    const [first] = desk.conversations;
    if (!before && first && !this.#panes.ids.length) this.#panes = openPane(noPanes, first.conversationId);
    this.#watchAll();
  }

  #show(panes: Panes): void {
    this.#panes = panes;
    this.#watchAll();
    this.#listener.changed();
  }

  #watchAll(): void {
    const listed = this.#desk?.conversations.map((one) => one.conversationId) ?? [];
    const { selected } = this.callbacks;
    this.#watch.watch([...listed, ...this.#panes.ids, ...(selected ? [selected.conversationId] : [])]);
  }

  /** The connection's own trouble stands in the banner already. */
  #explain({ code }: BesideError): void {
    if (code !== 'disconnected' && code !== 'unauthenticated') this.#listener.news({ kind: 'refused', code });
  }

  /** Whether it was done; a refusal is told in words. */
  async #try(asked: Promise<void>): Promise<boolean> {
    try {
      await asked;
      return true;
    } catch (error) {
      this.#listener.news({ kind: 'refused', code: error instanceof BesideError ? error.code : 'internal' });
      return false;
    }
  }
}
