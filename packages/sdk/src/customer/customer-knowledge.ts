import { BesideError, createEmitter, type SiteInfo } from '@beside/protocol';
import type { KeyValueStore } from '../base/key-value-store.ts';
import { createChatCore, type ChatCore } from '../channels/chat/chat-core.ts';
import type { OutboxItem } from '../session/outbox-rules.ts';
import type { CustomerClient, CustomerClientEvents, CustomerState } from './customer-api.ts';
import { readConnection, type CustomerChange, type SharedState } from './customer-change.ts';
import { findChatEvents } from './customer-events.ts';

const NOTHING_KNOWN: SharedState = {
  connection: { status: 'connecting' },
  clockOffsetMs: 0,
  isIdentified: false,
};

/** How knowledge is made. */
export interface KnowledgeOptions {
  readonly store: Pick<KeyValueStore, 'isPersistent'>;
  readonly getOutbox: () => readonly OutboxItem[];
  /** What is known of the site may have changed. */
  readonly onSite: (site: SiteInfo | undefined) => void;
  /** A connection stands that did not stand before. */
  readonly onConnected: () => void;
}

/** What one tab knows, whether it leads or mirrors the one that does, and whom it tells. */
export interface Knowledge {
  readonly state: CustomerState;
  /** What tabs tell each other apart from the chat. */
  readonly shared: SharedState;
  readonly core: ChatCore;
  readonly on: CustomerClient['on'];
  emit<Key extends keyof CustomerClientEvents>(key: Key, payload: CustomerClientEvents[Key]): void;
  /** Tells of a fault that no promise belongs to. */
  tellError(cause: unknown): void;
  /** Where this tab stands. Listeners hear of it before this returns, and may stop or forget the client. */
  set(change: Partial<Pick<CustomerState, 'phase' | 'isLeader'>>): void;
  /** Takes what became known; `isLive`: just now, not as a part of everything. */
  take(change: CustomerChange, isLive: boolean): void;
  /** The connection is gone with whoever held it. */
  loseConnection(): void;
  /** Everything but where this tab stands. */
  forget(): void;
  /** Nobody hears anything any more. */
  close(): void;
}

/** Makes knowledge of nothing. */
export function createKnowledge({ store, getOutbox, onSite, onConnected }: KnowledgeOptions): Knowledge {
  let phase: CustomerState['phase'] = 'idle';
  let isLeader = false;
  let shared = NOTHING_KNOWN;

  const emitter = createEmitter<CustomerClientEvents>({
    replayed: ['ready', 'state-changed', 'connection-changed'],
    onListenerError: (cause, key) => {
      if (key !== 'error') tellError(cause);
    },
  });
  function tellError(cause: unknown): void {
    const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
    emitter.emit('error', { error });
  }

  const core = createChatCore({
    side: 'customer',
    getOutbox,
    isConnected: () => shared.connection.status === 'connected',
    getAuthor: () => ({ role: 'customer' }),
    onListenerError: tellError,
  });

  const describe = (): CustomerState => ({
    connection: readConnection(shared.connection),
    phase,
    isLeader,
    storage: store.isPersistent ? 'persistent' : 'memory',
    ...(shared.site ? { site: shared.site } : {}),
    ...(shared.availability ? { availability: shared.availability } : {}),
    ...(shared.callback ? { callback: shared.callback } : {}),
    isIdentified: shared.isIdentified,
    hasEarlier: shared.hasEarlier ?? false,
    clockOffsetMs: shared.clockOffsetMs,
  });
  let state = describe();
  const refresh = (): void => {
    const next = describe();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    const isOther = JSON.stringify(next.connection) !== JSON.stringify(state.connection);
    state = next;
    core.refresh();
    if (isOther) emitter.emit('connection-changed', next.connection);
    emitter.emit('state-changed', next);
  };

  const takeShared = (next: SharedState): void => {
    const { customerId, site } = next;
    const isNews = customerId !== undefined && customerId !== shared.customerId;
    const isBack = next.connection.status === 'connected' && shared.connection.status !== 'connected';
    shared = next;
    onSite(site);
    refresh();
    if (isNews && site) emitter.emit('ready', { customerId, site });
    if (isBack) onConnected();
  };

  return {
    get state() {
      return state;
    },
    get shared() {
      return shared;
    },
    core,
    on: (key, listener) => emitter.on(key, listener),
    emit: (key, payload) => emitter.emit(key, payload),
    tellError,
    set(change) {
      phase = change.phase ?? phase;
      isLeader = change.isLeader ?? isLeader;
      refresh();
    },
    take(change, isLive) {
      if (change.type === 'state') return takeShared(change.state);
      const events = isLive ? findChatEvents(core.model, change, isLeader) : [];
      core.apply(change);
      for (const { key, payload } of events) emitter.emit(key, payload);
    },
    loseConnection() {
      shared = { ...shared, connection: { status: 'connecting' } };
      refresh();
    },
    forget() {
      shared = NOTHING_KNOWN;
      core.reset();
      refresh();
    },
    close: () => emitter.close(),
  };
}
