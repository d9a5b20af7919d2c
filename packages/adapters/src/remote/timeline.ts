import {
  BesideError,
  LIMITS,
  createEmitter,
  fitsBytes,
  newId,
  type Clock,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type Emitter,
  type Hello,
  type HistoryPage,
  type ServerFrame,
  type TimelineEvents,
  type TimelineSession,
} from '@beside/protocol';

import { openConnection, toBesideError } from './connection.ts';
import { createFollowing, readEntries, type ParseEntry } from './following.ts';
import { createRequests } from './requests.ts';
import type { CreateSocket } from './socket.ts';

/** Before a refused `follow` is asked again, where the server names no time. */
const FOLLOW_AGAIN_MS = 1_000;

/** How a timeline over the wire is opened. */
export interface TimelineOptions<Events extends TimelineEvents> {
  readonly url: string;
  readonly clock: Clock;
  readonly createSocket: CreateSocket;
  readonly hello: () => Hello | Promise<Hello>;
  readonly onRefused: () => boolean;
  /** Lets a frame of this role through or not. */
  readonly parseFrame: (raw: unknown) => ServerFrame | undefined;
  /** Gives what reads the entries of this role; asked when a conversation is first looked at, for it may have to be loaded. */
  readonly findParser: () => ParseEntry | Promise<ParseEntry>;
  /** Frames that only one role gets; called after the frame's own work was done. */
  readonly onFrame: (frame: ServerFrame, emit: Emitter<Events>['emit']) => void;
  readonly onListenerError?: ((cause: unknown) => void) | undefined;
}

/** What customers' and agents' sessions are built on. */
export interface Timeline<Events extends TimelineEvents, Command> {
  readonly session: TimelineSession<Events, Command>;
  /** Sends a frame that is answered by `result` or `refusal` under the same id. */
  ask(frame: { readonly id: CommandId }): Promise<CommandResult>;
  /** Sends a question that is answered by a page under the same id. */
  askForPage(frame: { readonly id: string }): Promise<Page>;
  /** Says something that needs no answer; lost without a connection. */
  say(frame: object): void;
}

/** A page of older entries, or of conversations, whose lines nobody has read yet. */
export interface Page extends HistoryPage {
  readonly conversations?: readonly unknown[];
  /** The answer to a channel's question. */
  readonly value?: unknown;
}

/** Opens a line to the server and keeps what both roles share: commands, timelines, receipts, signals. */
export function openTimeline<Events extends TimelineEvents, Command>(
  options: TimelineOptions<Events>,
): Timeline<Events, Command> {
  const { clock } = options;
  const listeners = createEmitter<Events>({
    onListenerError: options.onListenerError ?? tellListenerError,
  });
  // Every `Events` has the keys of TimelineEvents, which the compiler does not see through the type parameter.
  const tell = listeners.emit;
  let parseEntry: ParseEntry | undefined;
  let reading: Promise<void> | undefined;
  // Nothing is asked for before it is there.
  const following = createFollowing((entry) => parseEntry?.(entry));
  const commands = createRequests<CommandResult>(clock);
  const pages = createRequests<Page>(clock);
  const waits = new Set<() => void>();
  let clockOffsetMs = 0;
  let isClosed = false;

  const connection = openConnection({
    url: options.url,
    clock,
    createSocket: options.createSocket,
    hello: options.hello,
    onRefused: options.onRefused,
    parseFrame: options.parseFrame,
    onState: (state) => tell('connection-changed', state),
    onLost() {
      const error = new BesideError(isClosed ? 'closed' : 'disconnected');
      commands.loseAll(error);
      pages.loseAll(error);
    },
    onFrame: handle,
  });

  function handle(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        clockOffsetMs = frame.serverTime - clock.now();
        // First, so that what a listener follows now is not asked for twice.
        whenReadable(followAll);
        return options.onFrame(frame, listeners.emit);
      case 'result':
        return commands.answer(frame.id, frame.value);
      case 'refusal': {
        const error = toBesideError(frame.error);
        commands.refuse(frame.id, error);
        return pages.refuse(frame.id, error);
      }
      case 'history-page':
        return pages.answer(frame.id, {
          entries: readEntries(frame.entries, (entry) => parseEntry?.(entry)),
          more: frame.more,
        });
      case 'conversations-page': {
        const { conversations, more } = frame;
        return pages.answer(frame.id, { entries: [], conversations, more });
      }
      case 'answer':
        return pages.answer(frame.id, { entries: [], more: false, value: frame.value });
      case 'entries': {
        const { conversationId } = frame;
        const step = following.handleEntries(frame);
        if (step.kind === 'ask-again') connection.send(following.frameFor(conversationId));
        if (step.kind === 'deliver')
          tell('entries', { conversationId, entries: step.entries, cursor: step.cursor });
        return;
      }
      case 'discontinuity': {
        const { conversationId, epoch, afterSeq, reason } = frame;
        if (following.handleDiscontinuity(frame))
          tell('discontinuity', { conversationId, cursor: { epoch, seq: afterSeq }, reason });
        return;
      }
      case 'signal': {
        const { conversationId, from, signal } = frame;
        return tell('signal', { conversationId, from, signal });
      }
      case 'receipts': {
        const { conversationId, customer, agent } = frame;
        return tell('receipts', { conversationId, customer, agent });
      }
      case 'error':
        return followAgain(frame);
      case 'pong':
        clockOffsetMs = frame.serverTime - clock.now();
        return;
      case 'token':
      case 'availability':
      case 'callback':
      case 'desk':
        return options.onFrame(frame, listeners.emit);
      default:
        return frame satisfies never;
    }
  }

  const followAll = (): void => {
    for (const frame of following.frames()) connection.send(frame);
  };
  /** At once where it can be, else when what reads entries was loaded. */
  function whenReadable(act: () => void): void {
    if (parseEntry || following.frames().length === 0) return act();
    const found = options.findParser();
    if (typeof found === 'function') {
      parseEntry = found;
      return act();
    }
    // However many were followed meanwhile, each is asked for once.
    reading ??= found.then((loaded) => {
      parseEntry = loaded;
      followAll();
    });
    reading.catch(() => {
      reading = undefined;
      if (!isClosed) later(FOLLOW_AGAIN_MS, () => whenReadable(followAll));
    });
  }
  function later(delayMs: number, act: () => void): void {
    const cancel = clock.after(delayMs, () => {
      waits.delete(cancel);
      act();
    });
    waits.add(cancel);
  }

  /** A `follow` that was turned away for a passing reason would otherwise wait until the next connection. */
  function followAgain({ error }: Extract<ServerFrame, { type: 'error' }>): void {
    const conversationId = error.details?.['conversationId'] as ConversationId | undefined; // compared below
    if (!conversationId || !toBesideError(error).retryable || !following.has(conversationId)) return;
    later(error.retryAfterMs ?? FOLLOW_AGAIN_MS, () => {
      if (following.has(conversationId)) connection.send(following.frameFor(conversationId));
    });
  }

  const ask = (frame: { readonly id: CommandId }): Promise<CommandResult> => {
    if (isClosed) return Promise.reject(new BesideError('closed'));
    // The server would answer with the end of the connection, and whoever sends again would never get past it.
    if (!fitsBytes(JSON.stringify(frame), LIMITS.maxFrameBytes))
      return Promise.reject(new BesideError('too_large', { details: { maxBytes: LIMITS.maxFrameBytes } }));
    return commands.ask(frame.id, () => connection.send(frame));
  };

  const askForPage = (frame: { readonly id: string }): Promise<Page> =>
    isClosed ? Promise.reject(new BesideError('closed')) : pages.ask(frame.id, () => connection.send(frame));

  const session: TimelineSession<Events, Command> = {
    get connection() {
      return connection.state;
    },
    get clockOffsetMs() {
      return clockOffsetMs;
    },
    on: (key, listener) => listeners.on(key, listener),
    execute(command, { commandId, intentAt }) {
      const frame = { type: 'command', id: commandId, intentAt, command };
      return ask(frame);
    },
    follow(conversationId, cursor) {
      following.follow(conversationId, cursor);
      whenReadable(() => connection.send(following.frameFor(conversationId)));
    },
    unfollow(conversationId) {
      if (!following.has(conversationId)) return;
      following.unfollow(conversationId);
      connection.send({ type: 'unfollow', conversationId });
    },
    async history(conversationId, { beforeSeq, limit }) {
      // Earlier conversations are read without being followed.
      parseEntry ??= await options.findParser();
      const frame = { type: 'history', id: newId(clock), conversationId, beforeSeq, limit };
      return askForPage(frame);
    },
    signal: (conversationId, signal) => void connection.send({ type: 'signal', conversationId, signal }),
    receipt: (conversationId, receipt) =>
      void connection.send({ type: 'receipt', conversationId, ...receipt }),
    wake: () => connection.wake(),
    close() {
      isClosed = true;
      for (const cancel of waits) cancel();
      waits.clear();
      connection.close();
      listeners.close();
    },
  };
  return { session, ask, askForPage, say: (frame) => void connection.send(frame) };
}

function tellListenerError(cause: unknown): void {
  // eslint-disable-next-line no-console -- a listener's fault belongs to a developer, and must not reach the page's own handlers
  console.error('Beside: a listener failed.', cause);
}
