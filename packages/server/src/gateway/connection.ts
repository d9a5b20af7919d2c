import type { Socket } from 'node:net';
import { CLOSE_CODES, type ServerFrame } from '@beside/protocol';
import type { TokenBucket } from '../auth/token-bucket.ts';
import type { WebSocket } from 'ws';
import type { RawFrame } from './parse-frame.ts';
import type { Session } from './session.ts';

/** So many messages of one socket may be under way at once. */
const MAX_TOGETHER = 32;
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

interface WaitingFrame {
  readonly frame: RawFrame;
  readonly work: (frame: RawFrame) => Promise<void>;
  readonly keepsOrder: boolean;
}

/**
 * One socket. Frames of a socket are worked off one after the other, so that what a client sends in order happens in
 * order; only those that keep their order by themselves are begun while such ones are under way. Holds no timer: the
 * gateway's sweep looks after all of them.
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
  /** How many frames are being worked on; several only when all of them keep their order by themselves. */
  #workingCount = 0;
  #isAlone = false;
  #waiting: WaitingFrame[] | undefined;
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
    return this.#workingCount > 0;
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

  /**
   * Works a frame off after those before it. `keepsOrder`: it may be begun while only such ones are under way, because
   * their work happens in the order in which it was begun.
   */
  enqueue(frame: RawFrame, work: (frame: RawFrame) => Promise<void>, keepsOrder = false): void {
    if (!this.#waiting && this.#mayBegin(keepsOrder)) return this.#begin({ frame, work, keepsOrder });
    const waiting = (this.#waiting ??= []);
    waiting.push({ frame, work, keepsOrder });
    if (waiting.length >= MAX_WAITING) this.#webSocket.pause();
  }

  #mayBegin(keepsOrder: boolean): boolean {
    if (this.#workingCount === 0) return true;
    return keepsOrder && !this.#isAlone && this.#workingCount < MAX_TOGETHER;
  }

  #begin({ frame, work, keepsOrder }: WaitingFrame): void {
    this.#workingCount += 1;
    this.#isAlone = !keepsOrder;
    work(frame).then(this.#worked, (error: unknown) => {
      // It costs this one socket, never the process.
      this.#onFault(error);
      this.terminate();
      this.#worked();
    });
  }

  readonly #worked = (): void => {
    this.#workingCount -= 1;
    if (!this.isOpen) this.#waiting = undefined;
    while (this.#waiting) {
      const [next] = this.#waiting;
      if (next && !this.#mayBegin(next.keepsOrder)) return;
      this.#waiting.shift();
      if (this.#waiting.length === 0) this.#waiting = undefined;
      if (next) this.#begin(next);
    }
    if (this.#webSocket.isPaused) this.#webSocket.resume();
  };

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
