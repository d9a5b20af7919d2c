import {
  BesideError,
  createEmitter,
  createSystemClock,
  newId,
  type AgentCommand,
  type Author,
  type CommandId,
  type ConversationId,
  type Desk,
} from '@beside/protocol';
import { readLocale } from '../session/check-options.ts';
import type { AgentClient, AgentClientEvents, AgentClientOptions, AgentState } from './agent-api.ts';
import { createAgentChat, type AgentChat } from './agent-chat.ts';
import { findReadable, findRinging } from './desk-callbacks.ts';

/** Makes an agent's client, which connects at once. Nothing of what it learns is stored. */
export function createAgentClient(options: AgentClientOptions): AgentClient {
  const { tabs, clock = createSystemClock() } = options;
  const session = options.desk.open({ locale: readLocale(options.locale), ticket: options.ticket });
  const chats = new Map<ConversationId, AgentChat>();
  let desk: Desk | undefined;
  let isLeader = false;
  let isStopped = false;

  const emitter = createEmitter<AgentClientEvents>({
    replayed: ['state-changed'],
    onListenerError: (cause, key) => {
      if (key !== 'error') tellError(cause);
    },
  });
  function tellError(cause: unknown): void {
    const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
    emitter.emit('error', { error });
  }

  const describeState = (): AgentState => ({
    connection: session.connection,
    ...(desk ? { desk } : {}),
    isLeader,
    clockOffsetMs: session.clockOffsetMs,
    unsentCount: [...chats.values()].reduce((sum, chat) => sum + chat.unsentCount, 0),
  });
  let state = describeState();
  const refresh = (): void => {
    state = describeState();
    emitter.emit('state-changed', state);
  };

  const getAuthor = (): Author =>
    // Before the greeting nothing can have been written.
    desk ? { role: 'agent', agentId: desk.agent.agentId, name: desk.agent.alias } : { role: 'bot', name: '' };
  const chatOf = (conversationId: ConversationId): AgentChat => {
    const known = chats.get(conversationId);
    if (known) return known;
    const chat = createAgentChat({
      conversationId,
      session,
      clock,
      getAuthor,
      onArrivals(entries) {
        for (const { id } of entries)
          emitter.emit('message-received', { conversationId, key: id, shouldAlert: isLeader });
      },
      onOutboxChanged: refresh,
      onError: tellError,
    });
    chats.set(conversationId, chat);
    return chat;
  };

  const takeDesk = (next: Desk): void => {
    const before = desk;
    desk = next;
    const listed = new Set(next.conversations.map(({ conversationId }) => conversationId));
    for (const { conversationId, status } of next.conversations) chatOf(conversationId).follow(status);
    for (const conversationId of findReadable(next)) {
      if (listed.has(conversationId)) continue;
      listed.add(conversationId);
      chatOf(conversationId).follow('idle');
    }
    for (const [id, chat] of chats) {
      if (listed.has(id)) continue;
      chat.leave();
      // Of a whole shift only what is on the desk or on the screen stays in memory.
      if (chat.isIdle) {
        chat.stop();
        chats.delete(id);
      }
    }
    refresh();
    for (const { offerId, conversation } of next.offers) {
      if (before?.offers.some((other) => other.offerId === offerId)) continue;
      const { conversationId } = conversation;
      emitter.emit('offer-received', { conversationId, offerId, shouldAlert: isLeader });
    }
    for (const { callbackId, offerId } of findRinging(next, before))
      emitter.emit('callback-offered', { callbackId, offerId, shouldAlert: isLeader });
  };

  const stops = [
    session.on('desk', takeDesk),
    session.on('connection-changed', () => {
      for (const chat of chats.values()) chat.connectionChanged();
      refresh();
    }),
  ];
  const lead = (until: AbortSignal): void => {
    isLeader = true;
    until.addEventListener('abort', () => {
      isLeader = false;
      if (!isStopped) refresh();
    });
    refresh();
  };
  const leading = new AbortController();
  if (tabs) stops.push(tabs.compete('beside-agent', lead));
  else lead(leading.signal);

  const execute = async (command: AgentCommand): Promise<void> => {
    await session.execute(command, { commandId: newId<CommandId>(clock), intentAt: clock.now() });
  };

  return {
    get state() {
      return state;
    },
    on: (key, listener) => emitter.on(key, listener),
    setPresence: (presence) => execute({ type: 'presence.set', presence }),
    accept: (conversationId, offerId) => execute({ type: 'offer.accept', conversationId, offerId }),
    decline: (conversationId, offerId) => execute({ type: 'offer.decline', conversationId, offerId }),
    async release(conversationId) {
      // Whoever takes it next must find everything that was written, and the server takes nothing from who gave it back.
      if (session.connection.status === 'connected') await chats.get(conversationId)?.flushed();
      await execute({ type: 'conversation.release', conversationId });
    },
    callback: execute,
    chat: (conversationId) => chatOf(conversationId).channel,
    stop() {
      if (isStopped) return;
      isStopped = true;
      for (const chat of chats.values()) chat.stop();
      for (const stop of stops.splice(0)) stop();
      session.close();
      refresh();
      emitter.close();
    },
  };
}
