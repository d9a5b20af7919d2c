import {
  BesideError,
  createEmitter,
  type Clock,
  type CommandId,
  type CommandResult,
  type ConnectionState,
  type ConversationId,
  type ConversationPageOptions,
  type Cursor,
  type HistoryPage,
  type Interaction,
  type Receipt,
  type TimelineEvents,
  type TimelineSession,
} from '@beside/protocol';

/** One thing a client asked of a session. Absent options are absent keys, so that whole calls compare. */
export type SessionCall<Command> =
  | {
      readonly method: 'execute';
      readonly command: Command;
      readonly commandId: CommandId;
      readonly intentAt: number;
    }
  | { readonly method: 'follow'; readonly conversationId: ConversationId; readonly cursor?: Cursor }
  | { readonly method: 'unfollow'; readonly conversationId: ConversationId }
  | {
      readonly method: 'history';
      readonly conversationId: ConversationId;
      readonly beforeSeq: number;
      readonly limit: number;
    }
  | { readonly method: 'signal'; readonly conversationId: ConversationId; readonly on: boolean }
  | {
      readonly method: 'receipt';
      readonly conversationId: ConversationId;
      readonly receipt: Partial<Receipt>;
    }
  | ({ readonly method: 'report' } & Report)
  | ({ readonly method: 'report-on-exit' } & Report)
  | ({ readonly method: 'list-conversations' } & ConversationPageOptions)
  | { readonly method: 'identify'; readonly commandId: CommandId; readonly identityToken: string }
  | { readonly method: 'wake' }
  | { readonly method: 'close' };

interface Report {
  readonly reportId: CommandId;
  readonly interactions: readonly Interaction[];
}

/** What a world answers; replace a part at any time. Throw or reject with a `BesideError` to refuse. */
export interface SessionScript<Command> {
  /** Absent: everything is done at once, numbered from 1 001 (after what a test tells), the same id once. */
  execute?: (
    command: Command,
    key: { readonly commandId: CommandId; readonly intentAt: number },
  ) => CommandResult | Promise<CommandResult>;
  /** Absent: there is nothing older. */
  history?: (
    conversationId: ConversationId,
    options: { readonly beforeSeq: number; readonly limit: number },
  ) => HistoryPage | Promise<HistoryPage>;
}

/** A session that a test drives by hand. It starts as `connecting`. */
export interface ScriptedSession<Events extends TimelineEvents, Command> extends TimelineSession<
  Events,
  Command
> {
  /** Everything asked of this session, in order. */
  readonly calls: readonly SessionCall<Command>[];
  readonly isClosed: boolean;
  /** How many listeners there are, over all keys. */
  readonly listenerCount: number;
  /** Calls of one kind. */
  callsOf<Method extends SessionCall<Command>['method']>(
    method: Method,
  ): readonly Extract<SessionCall<Command>, { readonly method: Method }>[];
  /** Tells the client something; nobody hears it after `close`. */
  emit<Key extends keyof Events>(key: Key, payload: Events[Key]): void;
  setConnection(state: ConnectionState): void;
  /** The connection is lost; what has no answer yet is rejected with `disconnected`. */
  disconnect(): void;
}

/** What both kinds of scripted sessions are made of. @internal */
export interface SessionParts<Events extends TimelineEvents, Command> extends ScriptedSession<
  Events,
  Command
> {
  record(call: SessionCall<Command>): void;
  /** An answer that is given only while there is a connection. */
  whileConnected<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer>;
}

/** What is done in one world: the same command id is done once, over all its sessions. @internal */
export interface DoneCommands {
  doOnce(id: CommandId, conversationId: ConversationId | null): CommandResult;
}

/** Makes an empty list. @internal */
export function createDoneCommands(clock: Clock): DoneCommands {
  const results = new Map<CommandId, CommandResult>();
  return {
    doOnce(id, conversationId) {
      const result = results.get(id) ?? { conversationId, seq: 1_001 + results.size, at: clock.now() };
      results.set(id, result);
      return result;
    },
  };
}

/** Makes the part that customers' and agents' scripted sessions share. @internal */
export function createScriptedSession<Events extends TimelineEvents, Command extends object>(
  clock: Clock,
  script: SessionScript<Command>,
  done: DoneCommands,
): SessionParts<Events, Command> {
  const emitter = createEmitter<Events>();
  const calls: SessionCall<Command>[] = [];
  const unanswered = new Set<(error: BesideError) => void>();
  let connection: ConnectionState = { status: 'connecting' };
  let isClosed = false;
  let listenerCount = 0;

  const emitConnection = (state: ConnectionState) => {
    connection = state;
    // Every event map has the keys of TimelineEvents; the compiler cannot know that of a type parameter.
    emitter.emit('connection-changed', state);
  };
  const loseAnswers = (error: BesideError) => {
    for (const lose of [...unanswered]) lose(error);
  };
  const whileConnected = <Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (isClosed || connection.status !== 'connected')
        return reject(new BesideError(isClosed ? 'closed' : 'disconnected'));
      unanswered.add(reject);
      Promise.resolve()
        .then(ask)
        .then(resolve, reject)
        .finally(() => unanswered.delete(reject));
    });

  return {
    calls,
    record: (call) => void calls.push(call),
    whileConnected,
    callsOf: <Method extends SessionCall<Command>['method']>(method: Method) =>
      calls.filter(
        (call): call is Extract<SessionCall<Command>, { readonly method: Method }> => call.method === method,
      ),
    get connection() {
      return connection;
    },
    get isClosed() {
      return isClosed;
    },
    get listenerCount() {
      return listenerCount;
    },
    clockOffsetMs: 0,
    on(key, listener) {
      const stop = emitter.on(key, listener);
      listenerCount += 1;
      let isOn = true;
      return () => {
        if (isOn) listenerCount -= 1;
        isOn = false;
        stop();
      };
    },
    emit: (key, payload) => emitter.emit(key, payload),
    setConnection: emitConnection,
    disconnect() {
      emitConnection({ status: 'waiting', retryAt: clock.now() + 1_000, attempt: 1 });
      loseAnswers(new BesideError('disconnected'));
    },
    execute(command, key) {
      calls.push({ method: 'execute', command, ...key });
      return whileConnected(
        () => script.execute?.(command, key) ?? done.doOnce(key.commandId, conversationOf(command)),
      );
    },
    follow(conversationId, cursor) {
      calls.push({ method: 'follow', conversationId, ...(cursor ? { cursor } : {}) });
    },
    unfollow: (conversationId) => void calls.push({ method: 'unfollow', conversationId }),
    history(conversationId, options) {
      calls.push({ method: 'history', conversationId, ...options });
      return whileConnected(() => script.history?.(conversationId, options) ?? { entries: [], more: false });
    },
    signal: (conversationId, { on }) => void calls.push({ method: 'signal', conversationId, on }),
    receipt: (conversationId, receipt) => void calls.push({ method: 'receipt', conversationId, receipt }),
    wake: () => void calls.push({ method: 'wake' }),
    close() {
      if (isClosed) return;
      calls.push({ method: 'close' });
      isClosed = true;
      connection = { status: 'stopped' };
      emitter.close();
      loseAnswers(new BesideError('closed'));
    },
  };
}

function conversationOf(command: object): ConversationId | null {
  // Commands that name a conversation name it by this key.
  return 'conversationId' in command ? (command.conversationId as ConversationId) : null;
}
