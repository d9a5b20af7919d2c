import type { CallbackView, Desk, DeskCallback, Entry } from '@beside/protocol';
import { connect, newId, ticketsFor, WireFailure, type WireClient } from './wire-client.ts';

/** Somebody who stays connected whatever happens to the server. */
export interface Person {
  stop(): void;
}

/** A customer who wants one call. */
export interface CallbackCustomer extends Person {
  /** As it was shown last. */
  readonly view: CallbackView | null;
  /** Resolves when the request was acknowledged; the same command is sent until then. */
  readonly asked: Promise<void>;
  /** Everything of the conversation that its customer may see. */
  readTimeline(): Promise<readonly Entry[]>;
}

const PAUSE_MS = 100;
/** Of whoever was refused again and again: hundreds who ask ten times a second leave no time for anybody. */
const LONGEST_PAUSE_MS = 4_000;
const wait = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Who asks for what. */
export interface Wish {
  readonly siteId: string;
  readonly number: string;
  readonly address: string;
  /** As soon as possible, or at the first time that is offered. */
  readonly kind: 'asap' | 'scheduled';
  /** Which of the times that are offered; the first when absent. */
  readonly slot?: number;
}

/** What is offered, as far as customers look at it. */
interface Offered {
  readonly availability: {
    readonly revision: string;
    readonly slots: readonly { readonly startAt: number }[];
  };
}

/** A customer who asks to be called at a number. */
export function createCallbackCustomer(url: string, wish: Wish): CallbackCustomer {
  const { siteId, number, address } = wish;
  const asked = Promise.withResolvers<void>();
  const about = { conversationId: newId(), callbackId: newId() };
  let wanted: { readonly commandId: string; readonly request: Readonly<Record<string, unknown>> } | undefined;
  let token: string | undefined;
  let client: WireClient | undefined;
  let view: CallbackView | null = null;
  let isAsked = false;
  let isStopped = false;

  async function form(socket: WireClient) {
    const answer = await socket.request({ type: 'callback-offer', id: newId(), locale: 'en' });
    const { availability } = answer.value as unknown as Offered; // our own server
    const startAt = availability.slots[wish.slot ?? 0]?.startAt;
    const request = {
      ...{ type: 'callback.request', ...about, zone: 'Asia/Seoul', matter: { path: [] }, consents: [] },
      ...{ availabilityRevision: availability.revision, target: { kind: 'phone', number }, locale: 'en' },
      when: wish.kind === 'asap' ? { kind: 'asap' } : { kind: 'scheduled', startAt },
    };
    return { commandId: newId(), request };
  }

  async function ask(socket: WireClient): Promise<void> {
    wanted ??= await form(socket);
    try {
      await socket.command(wanted.request, wanted.commandId);
    } catch (error) {
      // What was refused is chosen anew; what nobody answered is asked again, word for word.
      if (error instanceof WireFailure && error.code !== 'disconnected') wanted = undefined;
      throw error;
    }
    isAsked = true;
    asked.resolve();
  }

  const running = (async () => {
    while (!isStopped) {
      const socket = await connect(
        url,
        { role: 'customer', siteId, ...(token ? { token } : {}) },
        address,
      ).catch(() => undefined);
      if (!socket) {
        await wait(PAUSE_MS);
        continue;
      }
      client = socket;
      const closed = new Promise<void>((resolve) => socket.onClose(resolve));
      socket.onFrame((frame) => {
        if (frame.type === 'callback') view = (frame as unknown as { view: CallbackView | null }).view; // our own server
        if (frame.type === 'token') token = frame.token;
      });
      token = socket.token ?? token;
      for (let tries = 0; !isAsked && socket.isOpen; tries += 1)
        await ask(socket).catch(() =>
          wait(Math.min(PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS) * (0.5 + Math.random())),
        );
      await closed;
    }
  })();

  return {
    get view() {
      return view;
    },
    asked: asked.promise,
    async readTimeline() {
      const { conversationId } = about;
      const page = { type: 'history', id: newId(), conversationId, beforeSeq: 1_000_000, limit: 200 };
      // Whoever was cut off a moment ago is back in another.
      for (;;) {
        const answer = await client?.request(page).catch((error: unknown) => {
          if (error instanceof WireFailure && error.code === 'disconnected') return undefined;
          throw error;
        });
        if (answer) return (answer.entries ?? []) as unknown as readonly Entry[]; // our own server
        await wait(PAUSE_MS);
      }
    },
    stop() {
      isStopped = true;
      client?.close();
      void running;
    },
  };
}

/** An agent who takes every call that rings, dials it and finishes it. */
export async function startCallbackAgent(
  url: string,
  http: string,
  login: { readonly email: string; readonly password: string },
): Promise<Person> {
  const buyTicket = await ticketsFor(http, login);
  const busy = new Set<string>();
  let isStopped = false;
  let client: WireClient | undefined;
  let desk: Desk | undefined;

  async function work(socket: WireClient, callback: DeskCallback): Promise<void> {
    const command = nextCommand(callback, desk?.agent.agentId);
    if (!command || busy.has(callback.callbackId)) return;
    busy.add(callback.callbackId);
    // Refused or lost: the desk shows what is left to do.
    await socket.command(command).catch(() => undefined);
    busy.delete(callback.callbackId);
  }

  void (async () => {
    while (!isStopped) {
      try {
        const socket = await connect(url, { role: 'agent', ticket: await buyTicket() });
        client = socket;
        busy.clear();
        const closed = new Promise<void>((resolve) => socket.onClose(resolve));
        socket.onFrame((frame) => {
          if (frame.desk) desk = frame.desk as unknown as Desk; // our own server
        });
        await socket.command({ type: 'presence.set', presence: 'available' });
        const timer = setInterval(() => {
          for (const callback of desk?.callbacks ?? []) void work(socket, callback);
        }, 50);
        await closed;
        clearInterval(timer);
      } catch {
        await wait(PAUSE_MS);
      }
    }
  })();

  return {
    stop() {
      isStopped = true;
      client?.close();
    },
  };
}

function nextCommand(
  { conversationId, callbackId, offer, status, agent, revision }: DeskCallback,
  me: string | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const about = { conversationId, callbackId };
  if (offer) return { type: 'callback.accept', ...about, offerId: offer.offerId };
  if (agent?.agentId !== me) return undefined;
  if (status === 'previewing') return { type: 'callback.dial', ...about, revision };
  if (status === 'wrapping') return { type: 'callback.complete', ...about, disposition: 'solved' };
  return undefined;
}
