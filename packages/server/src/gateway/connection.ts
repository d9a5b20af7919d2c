import type { Socket } from 'node:net';
import type { ServerFrame } from '@beside/protocol';
import type { TokenBucket } from '../auth/token-bucket.ts';
import type { WebSocket } from 'ws';
import type { RawFrame } from './parse-frame.ts';
import type { Session } from './session.ts';

/** What a connection is made of. */
export interface ConnectionParts {
  readonly webSocket: WebSocket;
  /** The TCP socket below; corked so that the frames of one turn leave together. */
  readonly socket: Socket;
  readonly address: string;
  readonly origin: string | undefined;
  readonly frames: TokenBucket;
  readonly maxQueuedBytes: number;
  readonly now: number;
}

/**
 * One socket. Frames of a socket are worked off one after the other, so that what a client sends in order happens in
 * order. Holds no timer: the gateway's sweep looks after all of them.
 */
export class Connection {
  readonly address: string;
  readonly origin: string | undefined;
  readonly frames: TokenBucket;
  readonly openedAt: number;
  /** Set once, by the greeting; replaced when a customer is identified or the token changes. */
  session: Session | undefined;
  /** A hello was received; a second one is refused. */
  hasSaidHello = false;
  /** It was welcomed, and counts as somebody's. */
  isWelcome = false;
  /** Conversations this socket follows. */
  readonly followed = new Set<string>();
  lastFrameAt: number;
  /** Since when more is queued than a healthy reader leaves; 0: not now. */
  fullSince = 0;
  #bytesAtLastFrame: number;
  #isCorked = false;
  #isWorking = false;
  #waiting: RawFrame[] | undefined;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #maxQueuedBytes: number;

  constructor(parts: ConnectionParts) {
    this.address = parts.address;
    this.origin = parts.origin;
    this.frames = parts.frames;
    this.openedAt = parts.now;
    this.lastFrameAt = parts.now;
    this.#webSocket = parts.webSocket;
    this.#socket = parts.socket;
    this.#bytesAtLastFrame = parts.socket.bytesRead;
    this.#maxQueuedBytes = parts.maxQueuedBytes;
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === 1;
  }

  /** Bytes that wait for a slow reader. */
  get queuedBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  /** Whether a part of a frame came after the last whole one. */
  get isMidFrame(): boolean {
    return this.#socket.bytesRead > this.#bytesAtLastFrame;
  }

  /** Whether a frame is being worked on. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Bytes arrived that make something whole. */
  noteArrival(now: number): void {
    this.lastFrameAt = now;
    this.#bytesAtLastFrame = this.#socket.bytesRead;
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Sends what is text already; `sent` is called when it has left this process or never will. */
  sendText(text: string | Buffer, sent?: () => void): void {
    if (!this.isOpen) return sent?.();
    if (this.queuedBytes > this.#maxQueuedBytes) {
      this.close(4408, 'too slow');
      return sent?.();
    }
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#socket.cork();
      setImmediate(this.#uncork);
    }
    this.#webSocket.send(text, { binary: false }, sent);
  }

  readonly #uncork = (): void => {
    this.#isCorked = false;
    this.#socket.uncork();
  };

  /** Works frames off one after the other. */
  enqueue(frame: RawFrame, work: (frame: RawFrame) => Promise<void>): void {
    if (this.#isWorking) {
      (this.#waiting ??= []).push(frame);
      return;
    }
    this.#isWorking = true;
    void this.#workOff(frame, work);
  }

  async #workOff(first: RawFrame, work: (frame: RawFrame) => Promise<void>): Promise<void> {
    for (let frame: RawFrame | undefined = first; frame && this.isOpen; frame = this.#waiting?.shift())
      await work(frame);
    this.#isWorking = false;
    this.#waiting = undefined;
  }

  /** Says goodbye; the reader may still take what was queued before. */
  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  /** Cuts it off at once. */
  terminate(): void {
    this.#webSocket.terminate();
  }
}
