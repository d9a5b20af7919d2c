import { connect, newId, WireFailure, type LooseFrame, type WireClient } from '../../support/wire-client.ts';
import type { History, Reader, SeenEntry, Values } from '../history.ts';
import { seenEntries } from './seen-entries.ts';

/** Longer without a sign of life from the server, and the socket counts as dead. */
const SILENCE_MS = 4_000;
const PING_EVERY_MS = 1_000;
const ANSWER_WITHIN_MS = 8_000;
const RETRY_MS = 25;

/** Refusals that say nothing about whether it happened, or only that it did not happen now: asked again. */
const OPEN_CODES = new Set([
  'disconnected',
  'unavailable',
  'read_only',
  'timeout',
  'rate_limited',
  'internal',
  'closed',
]);

/** What a person is made from. */
export interface PersonParts {
  readonly name: string;
  readonly reader: Reader;
  readonly history: History;
  readonly socketUrl: string;
  /** What they say first; `token` is the last one they were given. */
  hello(token: string | undefined): Promise<Readonly<Record<string, unknown>>>;
  /** Hears every frame, and every new socket. */
  onFrame?(frame: LooseFrame, client: WireClient): void;
  onOpen?(client: WireClient): void;
  /** The run is over, whatever is still open. */
  readonly signal: AbortSignal;
}

/** A command before it has an id. */
export interface Wish {
  readonly kind: Values['command']['kind'];
  readonly conversationId: string;
  readonly text?: string;
  readonly isOtherBody?: boolean;
  readonly command: Readonly<Record<string, unknown>>;
}

/** Somebody at the other end of the wire who behaves like our clients: reconnects, resumes, and asks again with the same id. */
export class Person {
  readonly name: string;
  readonly #parts: PersonParts;
  /** What they have of each conversation they follow. */
  readonly #followed = new Map<string, { epoch: string; seq: number } | undefined>();
  #client: WireClient | undefined;
  #opening: Promise<WireClient> | undefined;
  #token: string | undefined;
  #connections = 0;

  constructor(parts: PersonParts) {
    this.name = parts.name;
    this.#parts = parts;
    parts.signal.addEventListener('abort', () => this.close());
  }

  /** Everything up to here was pushed to them. */
  heardUpto(conversationId: string): number {
    return this.#followed.get(conversationId)?.seq ?? 0;
  }

  get isConnected(): boolean {
    return this.#client?.isOpen ?? false;
  }

  /** Follows from now on, over every reconnect. */
  async follow(conversationId: string): Promise<void> {
    if (this.#followed.has(conversationId)) return;
    this.#followed.set(conversationId, undefined);
    if (this.#client?.isOpen) this.#sendFollow(this.#client, conversationId);
    else await this.connected();
  }

  /** Tries until it is answered, always with the same id. Resolves with whether it was done. */
  async insist(wish: Wish, commandId: string = newId()): Promise<{ isDone: boolean; seq: number }> {
    const { kind, conversationId, text, isOtherBody, command } = wish;
    const told = {
      commandId,
      conversationId,
      kind,
      ...(text === undefined ? {} : { text }),
      ...(isOtherBody ? { isOtherBody } : {}),
    };
    const intentAt = Date.now();
    for (;;) {
      const client = await this.connected();
      this.#add('invoke', told);
      try {
        const { frame, text: answer } = await this.#request(client, {
          type: 'command',
          id: commandId,
          intentAt,
          command,
        });
        const seq = frame.value?.seq ?? 0;
        this.#add('ok', { ...told, answer, seq });
        return { isDone: true, seq };
      } catch (failure) {
        const { code } = asFailure(failure);
        this.#add(OPEN_CODES.has(code) ? 'info' : 'fail', { ...told, code });
        if (!OPEN_CODES.has(code)) return { isDone: false, seq: 0 };
        await this.#pause();
      }
    }
  }

  /** Says something that is no part of the history; `false` when nobody knows whether it arrived. */
  async say(command: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await this.#request(await this.connected(), {
        type: 'command',
        id: newId(),
        intentAt: Date.now(),
        command,
      });
      return true;
    } catch (failure) {
      asFailure(failure);
      return false;
    }
  }

  /** Reads the newest page of a conversation. */
  async readLatest(conversationId: string): Promise<void> {
    await this.#read(conversationId, false, (client) => this.#page(client, conversationId, undefined, 30));
  }

  /** Reads all of a conversation, until it succeeds. */
  async readWhole(conversationId: string): Promise<void> {
    const readAll = async (client: WireClient): Promise<SeenEntry[]> => {
      const entries: SeenEntry[] = [];
      for (let beforeSeq: number | undefined; ;) {
        const page = await this.#page(client, conversationId, beforeSeq, 200);
        entries.unshift(...page);
        const [first] = page;
        if (!first || first.seq === 1) return entries;
        beforeSeq = first.seq;
      }
    };
    while (!(await this.#read(conversationId, true, readAll))) await this.#pause();
  }

  /** A socket that was welcomed; tries until there is one. */
  connected(): Promise<WireClient> {
    if (this.#client?.isOpen) return Promise.resolve(this.#client);
    return (this.#opening ??= this.#open().finally(() => (this.#opening = undefined)));
  }

  close(): void {
    this.#client?.close();
  }

  async #open(): Promise<WireClient> {
    for (;;) {
      try {
        const hello = await this.#parts.hello(this.#token);
        const client = await connect(this.#parts.socketUrl, hello, '127.0.0.1', SILENCE_MS);
        this.#token = client.token ?? this.#token;
        this.#watch(client);
        return client;
      } catch (failure) {
        const { code } = asFailure(failure);
        // Whoever was somebody has to stay so, whatever happens to the server; a used ticket is replaced.
        if (this.#parts.reader === 'customer' && !OPEN_CODES.has(code)) throw failure;
        await this.#pause();
      }
    }
  }

  #watch(client: WireClient): void {
    this.#client = client;
    this.#connections += 1;
    const connection = this.#connections;
    let heardAt = performance.now();
    client.onFrame((frame) => {
      heardAt = performance.now();
      this.#token = client.token ?? this.#token;
      this.#hear(frame, connection);
      this.#parts.onFrame?.(frame, client);
      // What could not be followed is followed by the next socket.
      if (frame.type === 'error' && OPEN_CODES.has(frame.error?.code ?? '')) client.close();
    });
    for (const conversationId of this.#followed.keys()) this.#sendFollow(client, conversationId);
    this.#parts.onOpen?.(client);
    const heartbeat = setInterval(() => {
      if (!client.isOpen) clearInterval(heartbeat);
      else if (performance.now() - heardAt > SILENCE_MS) client.close();
      else client.send({ type: 'ping', at: Date.now() });
    }, PING_EVERY_MS);
    client.onClose(() => {
      clearInterval(heartbeat);
      // Followers come back by themselves.
      if (!this.#parts.signal.aborted && this.#followed.size > 0) this.connected().catch(() => undefined);
    });
  }

  #sendFollow(client: WireClient, conversationId: string): void {
    const cursor = this.#followed.get(conversationId);
    this.#parts.history.add(this.name, 'follow', 'ok', {
      conversationId,
      reader: this.#parts.reader,
      connection: this.#connections,
      ...(cursor ? { seq: cursor.seq } : {}),
    });
    client.send({ type: 'follow', conversationId, ...(cursor ? { cursor: { ...cursor } } : {}) });
  }

  #hear(frame: LooseFrame, connection: number): void {
    const { conversationId = '', epoch = '', afterSeq = 0, uptoSeq = 0 } = frame;
    const { history, reader } = this.#parts;
    if (frame.type === 'entries') {
      const entries = seenEntries(frame.entries);
      history.add(this.name, 'heard', 'ok', {
        conversationId,
        reader,
        connection,
        epoch,
        afterSeq,
        uptoSeq,
        entries,
      });
      this.#followed.set(conversationId, { epoch, seq: uptoSeq });
    } else if (frame.type === 'discontinuity') {
      const { reason = '' } = frame;
      history.add(this.name, 'discontinuity', 'ok', { conversationId, connection, reason, afterSeq });
      this.#followed.set(conversationId, { epoch, seq: afterSeq });
    }
  }

  async #read(
    conversationId: string,
    isFinal: boolean,
    read: (client: WireClient) => Promise<readonly SeenEntry[]>,
  ): Promise<boolean> {
    const { history, reader } = this.#parts;
    const asked = { conversationId, reader, isFinal };
    const client = await this.connected();
    history.add(this.name, 'read', 'invoke', asked);
    try {
      history.add(this.name, 'read', 'ok', { ...asked, entries: await read(client) });
      return true;
    } catch (failure) {
      const { code } = asFailure(failure);
      history.add(this.name, 'read', OPEN_CODES.has(code) ? 'info' : 'fail', { ...asked, code });
      return false;
    }
  }

  async #page(
    client: WireClient,
    conversationId: string,
    beforeSeq: number | undefined,
    limit: number,
  ): Promise<SeenEntry[]> {
    const { frame } = await this.#request(client, {
      type: 'history',
      id: newId(),
      conversationId,
      beforeSeq: beforeSeq ?? Number.MAX_SAFE_INTEGER,
      limit,
    });
    return seenEntries(frame.entries);
  }

  /** An answer that does not come costs the socket, as it would cost a browser's. */
  async #request(
    client: WireClient,
    frame: Readonly<Record<string, unknown>>,
  ): Promise<{ frame: LooseFrame; text: string }> {
    const impatience = setTimeout(() => client.close(), ANSWER_WITHIN_MS);
    try {
      const answer = await client.request(frame);
      return { frame: answer, text: client.textOf(answer) };
    } finally {
      clearTimeout(impatience);
    }
  }

  #add(phase: 'invoke' | 'ok' | 'fail' | 'info', value: Values['command']): void {
    this.#parts.history.add(this.name, 'command', phase, value);
  }

  async #pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    this.#parts.signal.throwIfAborted();
  }
}

function asFailure(failure: unknown): WireFailure {
  if (failure instanceof WireFailure) return failure;
  throw failure;
}
