import { createUuidV7 } from '@beside/protocol';
import { WebSocket, type ClientOptions } from 'ws';

/** A frame from the server as tests read it; the server's schemas are tested by comparing whole frames. */
export interface AnyFrame {
  readonly type: string;
  readonly [key: string]: unknown;
}

const PATIENCE_MS = 4_000;

/** A UUIDv7. */
export function newId(): string {
  return createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** One socket of a test, with everything it has received. */
export class Wire {
  readonly socket: WebSocket;
  readonly frames: AnyFrame[] = [];
  /** Resolves to the close code, or to the HTTP status of a refused upgrade. */
  readonly closed: Promise<number>;
  #arrived: (() => void)[] = [];

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, { perMessageDeflate: false, ...options });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', resolve);
      this.socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        this.#wake();
      });
    });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => this.#wake());
    this.socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()) as AnyFrame); // of our own server
      this.#wake();
    });
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  async opened(): Promise<this> {
    if (this.isOpen) return this;
    await new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('close', () => reject(new Error('closed before it opened')));
    });
    return this;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** The first frame, from `from` on, that passes; waits for it. */
  async find(test: (frame: AnyFrame) => boolean, from = 0): Promise<AnyFrame> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.frames.slice(from).find(test);
      if (found) return found;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0)
        throw new Error(`no such frame among ${JSON.stringify(this.frames.map(({ type }) => type))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#arrived.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  ofType(type: string, from = 0): Promise<AnyFrame> {
    return this.find((frame) => frame.type === type, from);
  }

  /** Sends a frame with an id and resolves to its answer. */
  async ask(frame: Readonly<Record<string, unknown>>): Promise<AnyFrame> {
    const id = typeof frame['id'] === 'string' ? frame['id'] : newId();
    const from = this.frames.length;
    this.send({ ...frame, id });
    return this.find((answer) => answer['id'] === id, from);
  }

  command(command: Readonly<Record<string, unknown>>, id = newId()): Promise<AnyFrame> {
    return this.ask({ type: 'command', id, intentAt: Date.now(), command });
  }

  /** The code of the error frame that answers a frame without id. */
  async errorOf(frame: unknown): Promise<string> {
    const from = this.frames.length;
    this.send(frame);
    return codeOf(await this.ofType('error', from));
  }

  close(): void {
    this.socket.terminate();
  }

  #wake(): void {
    for (const arrived of this.#arrived.splice(0)) arrived();
  }
}

/** The error code of a refusal or error; the type of any other frame. */
export function codeOf(frame: AnyFrame): string {
  const error = frame['error'];
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : frame.type;
}
