import { createUuidV7 } from '@beside/protocol';
import { WebSocket } from 'ws';

/** A frame of the wire as the load generator reads it: parsed, not checked, because checking would cost the server's core. */
export interface LooseFrame {
  readonly type: string;
  readonly id?: string;
  readonly conversationId?: string;
  readonly entries?: readonly { readonly seq: number; readonly type: string; readonly commandId?: string; readonly body: { readonly content?: { readonly text?: string } } }[];
  readonly desk?: { readonly offers: readonly { readonly offerId: string; readonly conversation: { readonly conversationId: string } }[] };
  readonly error?: { readonly code: string };
}

/** One socket of the load generator. */
export interface WireClient {
  send(frame: Readonly<Record<string, unknown>>): void;
  /** Sends a command; resolves when it is acknowledged, rejects when it is refused. */
  command(command: Readonly<Record<string, unknown>>): Promise<void>;
  onFrame(listener: (frame: LooseFrame) => void): void;
  close(): void;
}

/** Connects, says hello and resolves when welcomed. */
export async function connect(url: string, hello: Readonly<Record<string, unknown>>, localAddress = '127.0.0.1'): Promise<WireClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false, localAddress });
  const pending = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const listeners: ((frame: LooseFrame) => void)[] = [];
  let welcome: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const welcomed = new Promise<void>((resolve, reject) => {
    welcome = resolve;
    fail = reject;
  });

  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as LooseFrame; // our own server; see LooseFrame
    if (frame.type === 'welcome') welcome();
    if (frame.type === 'error') fail(new Error(frame.error?.code));
    const waiting = frame.id === undefined ? undefined : pending.get(frame.id);
    if (waiting && frame.id !== undefined) {
      pending.delete(frame.id);
      if (frame.type === 'refusal') waiting.reject(new Error(`refused: ${frame.error?.code}`));
      else waiting.resolve();
    }
    for (const listener of listeners) listener(frame);
  });
  socket.on('error', (error) => fail(error));
  socket.on('close', (code) => {
    const error = new Error(`closed: ${code}`);
    fail(error);
    for (const waiting of pending.values()) waiting.reject(error);
  });
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', versions: [1], locale: 'en', ...hello })));
  await welcomed;

  return {
    send: (frame) => socket.send(JSON.stringify(frame)),
    command: (command) => {
      const id = newId();
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        socket.send(JSON.stringify({ type: 'command', id, intentAt: Date.now(), command }));
      });
    },
    onFrame: (listener) => void listeners.push(listener),
    close: () => socket.terminate(),
  };
}

/** A UUIDv7 for ids that the client makes. */
export function newId(): string {
  return createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
