import type { Socket } from 'node:net';
import { CLOSE_CODES, type ServerFrame } from '@beside/protocol';
import type { TokenBucket } from '../auth/token-bucket.ts';
import type { WebSocket } from 'ws';
import type { RawFrame } from './parse-frame.ts';
import type { Session } from './session.ts';

/** So many frames may wait for the one that is worked on; then nothing more is read from the socket until they are done. */
const MAX_WAITING = 32;

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
  /** Hears, once, that the reader was too slow and is being cut off. */
  readonly onTooSlow: () => void;
  /** Hears what broke while a frame was worked off; the socket is closed. */
  readonly onFault: (error: unknown) => void;
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
  fullSinceAt = 0;
  #bytesAtLastFrame: number;
  #isCorked = false;
  #isWorking = false;
  #waiting: RawFrame[] | undefined;
  #waitingForRoom: (() => void)[] | undefined;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #maxQueuedBytes: number;
  readonly #onTooSlow: () => void;
  readonly #onFault: (error: unknown) => void;

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
    this.#onTooSlow = parts.onTooSlow;
    this.#onFault = parts.onFault;
  }

  get isOpen(): boolean {
    return this.#webSocket.readyState === 1;
  }

  /** Bytes that wait for a slow reader. */
  get queuedBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  /** Whether more waits than a healthy reader leaves: a quarter of what may. */
  get isFilling(): boolean {
    return this.queuedBytes >= this.#maxQueuedBytes / 4;
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

  /** Sends what is text already. */
  sendText(text: string | Buffer): void {
    if (!this.isOpen) return;
    if (this.queuedBytes > this.#maxQueuedBytes) return this.cutOff();
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#socket.cork();
      setImmediate(this.#uncork);
    }
    // Most frames leave at once and need no report. A UTF-16 unit is three bytes at most.
    const mayFill = this.queuedBytes + text.length * 3 >= this.#maxQueuedBytes / 4;
    this.#webSocket.send(text, { binary: false }, mayFill ? this.#sent : undefined);
  }

  /** Calls once, when the reader has taken so much that it may get more, or is gone. */
  whenRoom(call: () => void): void {
    (this.#waitingForRoom ??= []).push(call);
  }

  readonly #sent = (): void => {
    if (!this.#waitingForRoom || (this.isOpen && this.isFilling)) return;
    const waiting = this.#waitingForRoom;
    this.#waitingForRoom = undefined;
    for (const call of waiting) call();
  };

  readonly #uncork = (): void => {
    this.#isCorked = false;
    this.#socket.uncork();
  };

  /** Works frames off one after the other. */
  enqueue(frame: RawFrame, work: (frame: RawFrame) => Promise<void>): void {
    if (this.#isWorking) {
      const waiting = (this.#waiting ??= []);
      waiting.push(frame);
      if (waiting.length >= MAX_WAITING) this.#webSocket.pause();
      return;
    }
    this.#isWorking = true;
    // It costs this one socket, never the process.
    this.#workOff(frame, work).catch((error: unknown) => {
      this.#onFault(error);
      this.terminate();
    });
  }

  async #workOff(first: RawFrame, work: (frame: RawFrame) => Promise<void>): Promise<void> {
    for (let frame: RawFrame | undefined = first; frame && this.isOpen; frame = this.#waiting?.shift())
      await work(frame);
    this.#isWorking = false;
    this.#waiting = undefined;
    if (this.#webSocket.isPaused) this.#webSocket.resume();
  }

  /** Says goodbye; the reader may still take what was queued before. */
  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  /** Ends it because the reader is too slow; it resumes. */
  cutOff(): void {
    if (!this.isOpen) return;
    this.#onTooSlow();
    this.close(CLOSE_CODES.tooSlow, 'too slow');
  }

  /** Ends it without a word. */
  terminate(): void {
    this.#webSocket.terminate();
  }
}
