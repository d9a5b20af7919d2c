import {
  BesideError,
  CLOSE_CODES,
  LIMITS,
  isErrorCode,
  type Clock,
  type ConnectionState,
  type Hello,
  type ServerFrame,
  type WireError,
} from '@beside/protocol';

import { retryDelayMs } from './backoff.ts';
import { SOCKET_OPEN, type CreateSocket, type Socket } from './socket.ts';

/** What a connection needs and whom it tells. */
export interface ConnectionOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly createSocket: CreateSocket;
  /** The first frame, asked for before every attempt. A rejection with a final code stops the connection. */
  readonly hello: () => Hello | Promise<Hello>;
  /** The server did not accept who we said we are; `true` = there is another way to try. */
  readonly onRefused: () => boolean;
  readonly onState: (state: ConnectionState) => void;
  /** Lets a frame of this role through or not. */
  readonly parseFrame: (raw: unknown) => ServerFrame | undefined;
  /** Every frame that passed its schema, `welcome` included. */
  readonly onFrame: (frame: ServerFrame) => void;
  /** No answers will come any more to what was sent. */
  readonly onLost: () => void;
}

/** One line to the server, kept up. */
export interface Connection {
  readonly state: ConnectionState;
  /** @returns whether it was handed to a greeted socket */
  send(frame: object): boolean;
  wake(): void;
  close(): void;
}

/** How long a line that may be dead is given to prove the opposite; somebody is looking at the page and waits. */
const PROBE_TIMEOUT_MS = 4_000;

/** Codes after which trying again by itself makes no sense. */
const FINAL_CODES: Readonly<Record<number, 'origin_refused' | 'version_unsupported' | 'replaced'>> = {
  [CLOSE_CODES.originRefused]: 'origin_refused',
  [CLOSE_CODES.versionUnsupported]: 'version_unsupported',
  [CLOSE_CODES.replaced]: 'replaced',
};

/** Connects at once and keeps connecting: full-jitter backoff, heartbeat, greeting. */
export function openConnection(options: ConnectionOptions): Connection {
  const { url, clock, createSocket, onState, onFrame, onLost } = options;
  let state: ConnectionState = { status: 'connecting' };
  let socket: Socket | undefined;
  /** Counts connections that were begun; what belongs to an earlier one is not heard. */
  let begun = 0;
  let attempt = 0;
  let retryAfterMs = 0;
  let isProbed = false;
  let cancelTimer: () => void = () => undefined;

  const setState = (next: ConnectionState): void => {
    state = next;
    onState(next);
  };
  const stop = (error?: BesideError): void => {
    cancelTimer();
    detach();
    setState(error ? { status: 'stopped', error } : { status: 'stopped' });
  };
  /** Forgets the socket: nothing it still says is heard. */
  const detach = (): void => {
    const old = socket;
    socket = undefined;
    old?.close(1000);
    if (old) onLost();
  };

  function connect(): void {
    const own = (begun += 1);
    const isCurrent = (): boolean => own === begun && state.status === 'connecting';
    setState({ status: 'connecting' });
    // A ticket that never comes, and a server that takes the connection but never greets, are as dead as no answer.
    cancelTimer = clock.after(LIMITS.heartbeatTimeoutMs, () => handleClose(0));
    void Promise.resolve()
      .then(options.hello)
      .then(
        (hello) => {
          if (isCurrent()) open(hello);
        },
        (cause: unknown) => {
          if (!isCurrent()) return;
          const error = cause instanceof BesideError ? cause : new BesideError('unavailable', { cause });
          if (error.retryable) retryLater();
          else stop(error);
        },
      );
  }

  function open(hello: Hello): void {
    const opened = tryToCreate();
    if (!opened) return retryLater();
    socket = opened;
    const isCurrent = (): boolean => socket === opened;
    opened.addEventListener('open', () => {
      if (isCurrent()) opened.send(JSON.stringify(hello));
    });
    opened.addEventListener('message', ({ data }) => {
      if (isCurrent()) handle(data);
    });
    opened.addEventListener('close', ({ code }) => {
      if (isCurrent()) handleClose(code);
    });
    opened.addEventListener('error', () => undefined); // a close follows and says what there is to say
  }

  /** A policy of the page may forbid it, or what the page put in the place of WebSocket may fail. */
  function tryToCreate(): Socket | undefined {
    try {
      return createSocket(url);
    } catch {
      return undefined; // said by the state: it waits and tries again
    }
  }

  function handle(data: unknown): void {
    const frame = options.parseFrame(readJson(data));
    if (!frame) return; // of a newer server, or damaged: a lost entry shows as a gap and is asked for again
    if (frame.type === 'welcome') {
      attempt = 0;
      setState({ status: 'connected' });
    }
    // Counts only as the last word before the end: an error on a line that goes on is no reason to wait hours later.
    retryAfterMs = (frame.type === 'error' && frame.error.retryAfterMs) || 0;
    beat();
    onFrame(frame);
  }

  /** Anything heard proves that the server is there; after a silence it is asked, after another one it is given up. */
  function beat(): void {
    // Until the greeting its own deadline goes on: a token comes before the welcome and is no greeting.
    if (state.status !== 'connected') return;
    cancelTimer();
    isProbed = false;
    const current = socket;
    cancelTimer = clock.after(LIMITS.heartbeatMs, () => {
      send({ type: 'ping', at: clock.now() });
      cancelTimer = clock.after(LIMITS.heartbeatTimeoutMs, () => {
        if (socket === current) handleClose(0);
      });
    });
  }

  function handleClose(code: number): void {
    cancelTimer();
    detach();
    const final = FINAL_CODES[code];
    if (final) stop(new BesideError(final));
    else if (code === CLOSE_CODES.unauthenticated && !options.onRefused())
      stop(new BesideError('unauthenticated'));
    else if (code === CLOSE_CODES.unauthenticated && attempt === 0) {
      attempt = 1; // refused again, it is no longer worth hurrying for
      connect();
    } else retryLater();
  }

  function retryLater(): void {
    cancelTimer();
    const delayMs = retryDelayMs(attempt, clock.random(), retryAfterMs);
    attempt += 1;
    setState({ status: 'waiting', retryAt: clock.now() + delayMs, attempt });
    cancelTimer = clock.after(delayMs, connect);
  }

  function send(frame: object): boolean {
    if (state.status !== 'connected' || socket?.readyState !== SOCKET_OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  connect();
  return {
    get state() {
      return state;
    },
    send,
    wake() {
      if (state.status === 'waiting') {
        cancelTimer();
        connect();
      } else if (state.status === 'connected' && !isProbed) {
        // The network may have changed under an open socket: an answer must come soon, however often this is asked.
        isProbed = true;
        send({ type: 'ping', at: clock.now() });
        cancelTimer();
        const current = socket;
        cancelTimer = clock.after(PROBE_TIMEOUT_MS, () => {
          if (socket === current) handleClose(0);
        });
      }
    },
    close() {
      if (state.status !== 'stopped') stop();
    },
  };
}

/** A wire error as one of ours; codes of newer servers become `internal`. */
export function toBesideError({ code, details, retryAfterMs }: WireError): BesideError {
  const known = isErrorCode(code) ? code : 'internal';
  return new BesideError(known, {
    details: {
      ...details,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(known === code ? {} : { code }),
    },
  });
}

function readJson(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined; // passed over by the caller like every frame it cannot read
  }
}
