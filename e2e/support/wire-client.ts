import { createUuidV7 } from '@beside/protocol';
import { WebSocket } from 'ws';

/** A frame of the wire as tests and the load generator read it: parsed, not checked, because checking would cost the server's core. */
export interface LooseFrame {
  readonly type: string;
  readonly id?: string;
  readonly token?: string;
  readonly conversationId?: string;
  readonly afterSeq?: number;
  readonly uptoSeq?: number;
  readonly more?: boolean;
  readonly epoch?: string;
  readonly reason?: string;
  readonly entries?: readonly LooseEntry[];
  readonly desk?: {
    readonly presence: string;
    readonly conversations: readonly { readonly conversationId: string; readonly status: string }[];
    readonly offers: readonly {
      readonly offerId: string;
      readonly conversation: { readonly conversationId: string };
    }[];
  };
  readonly value?: { readonly seq: number };
  readonly error?: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> };
}

/** An entry of a timeline, as far as tests look at it. */
export interface LooseEntry {
  readonly seq: number;
  readonly id?: string;
  readonly type: string;
  readonly at?: number;
  readonly commandId?: string;
  readonly body: { readonly content?: { readonly text?: string } };
}

/** A refusal or a lost connection; `code` is the error code, or `disconnected`. */
export class WireFailure extends Error {
  readonly code: string;
  /** What the refusal names beside its code. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** One socket. */
export interface WireClient {
  /** Of the last `token` frame; present after a first hello. */
  readonly token: string | undefined;
  readonly isOpen: boolean;
  send(frame: Readonly<Record<string, unknown>>): void;
  /** Sends a frame with an id; resolves with its answer, rejects with a {@link WireFailure}. */
  request(frame: Readonly<Record<string, unknown>>): Promise<LooseFrame>;
  /** Sends a command; a `commandId` of an earlier try makes it the same command. */
  command(command: Readonly<Record<string, unknown>>, commandId?: string): Promise<LooseFrame>;
  /** The bytes of a frame that {@link request} resolved with, as they came. */
  textOf(frame: LooseFrame): string;
  onFrame(listener: (frame: LooseFrame) => void): void;
  /** When the socket has closed, whoever closed it. */
  onClose(listener: () => void): void;
  /** Cuts the connection. */
  close(): void;
}

/**
 * Connects, says hello and resolves when welcomed. Rejects with a {@link WireFailure}.
 *
 * @param welcomeWithinMs gives up after this long; never when 0
 */
export async function connect(
  url: string,
  hello: Readonly<Record<string, unknown>>,
  localAddress = '127.0.0.1',
  welcomeWithinMs = 0,
): Promise<WireClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false, localAddress });
  const pending = new Map<string, { resolve: (frame: LooseFrame) => void; reject: (error: Error) => void }>();
  const listeners: ((frame: LooseFrame) => void)[] = [];
  const welcomed = Promise.withResolvers<void>();
  const texts = new WeakMap<LooseFrame, string>();
  let token: string | undefined;
  /** What came in one piece with the welcome, before whoever connects could listen. */
  let early: LooseFrame[] | undefined;

  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    const frame = JSON.parse(text) as LooseFrame; // our own server; see LooseFrame
    if (frame.type === 'welcome') {
      welcomed.resolve();
      early = [];
      setImmediate(() => (early = undefined));
    } else if (listeners.length === 0) early?.push(frame);
    if (frame.type === 'token') token = frame.token;
    if (frame.type === 'error') welcomed.reject(new WireFailure(frame.error?.code ?? 'error'));
    const waiting = frame.id === undefined ? undefined : pending.get(frame.id);
    if (waiting && frame.id !== undefined) {
      pending.delete(frame.id);
      if (frame.type === 'refusal')
        waiting.reject(new WireFailure(frame.error?.code ?? 'refused', frame.error?.details));
      else {
        texts.set(frame, text);
        waiting.resolve(frame);
      }
    }
    for (const listener of listeners) listener(frame);
  });
  socket.on('error', () => welcomed.reject(new WireFailure('disconnected')));
  socket.on('close', () => {
    welcomed.reject(new WireFailure('disconnected'));
    for (const waiting of pending.values()) waiting.reject(new WireFailure('disconnected'));
    pending.clear();
  });
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'hello', versions: [1], locale: 'en', ...hello })),
  );
  const impatience = welcomeWithinMs > 0 ? setTimeout(() => socket.terminate(), welcomeWithinMs) : undefined;
  await welcomed.promise.finally(() => clearTimeout(impatience));

  const request = (frame: Readonly<Record<string, unknown>>): Promise<LooseFrame> => {
    const id = String(frame['id']);
    if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new WireFailure('disconnected'));
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      socket.send(JSON.stringify(frame));
    });
  };
  return {
    get token() {
      return token;
    },
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
    send: (frame) => socket.send(JSON.stringify(frame)),
    request,
    command: (command, commandId = newId()) =>
      request({ type: 'command', id: commandId, intentAt: Date.now(), command }),
    textOf: (frame) => texts.get(frame) ?? '',
    onFrame(listener) {
      listeners.push(listener);
      for (const frame of early?.splice(0) ?? []) listener(frame);
    },
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.terminate(),
  };
}

/** A UUIDv7 for ids that the client makes. */
export function newId(): string {
  return createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** Signs an agent in and resolves to tickets for sockets, one per call. */
export async function ticketsFor(
  url: string,
  login: { readonly email: string; readonly password: string },
): Promise<() => Promise<string>> {
  const origin = new URL(url).origin;
  const headers = { 'content-type': 'application/json', origin };
  const { email, password } = login;
  const answer = await fetch(new URL('/v1/agents/login', url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new WireFailure(`login: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async () => {
    const bought = await fetch(new URL('/v1/agents/ticket', url), {
      method: 'POST',
      headers: { ...headers, cookie },
      body: '{}',
    });
    if (!bought.ok) throw new WireFailure(`ticket: ${bought.status}`);
    return ((await bought.json()) as { ticket: string }).ticket;
  };
}
