import type { CreateSocket, Socket } from '../socket.ts';

/** A socket in a test's hand. */
export interface FakeSocket extends Socket {
  readonly url: string;
  /** Frames that were sent, parsed. */
  readonly sent: readonly { readonly type: string; readonly [key: string]: unknown }[];
  /** The code it was closed with by its owner. */
  readonly closedWith: number | undefined;
  open(): void;
  /** Receives a frame, or a raw text. */
  receive(frame: object | string): void;
  /** Opens and is greeted as a customer. */
  welcome(): void;
  /** The other side closes it. */
  end(code: number): void;
}

/** Makes sockets, and keeps them. */
export function createFakeSockets(): {
  readonly create: CreateSocket;
  readonly sockets: readonly FakeSocket[];
} {
  const sockets: FakeSocket[] = [];
  return {
    sockets,
    create(url) {
      const socket = createFakeSocket(url);
      sockets.push(socket);
      return socket;
    },
  };
}

/** The welcome of a customer who was never here. */
export const WELCOME = {
  type: 'welcome',
  version: 1,
  role: 'customer',
  serverTime: 1_000,
  heartbeatMs: 20_000,
  customer: {
    customerId: '01900000-0000-7000-8000-0000000000c1',
    site: { siteId: 'shop', name: 'Shop', texts: {}, allowedQueries: [] },
    availability: { status: 'open', zone: 'UTC' },
    identified: false,
    hasEarlier: false,
    conversation: null,
  },
};

function createFakeSocket(url: string): FakeSocket {
  const listeners = new Map<string, Set<(event: never) => void>>();
  const sent: FakeSocket['sent'][number][] = [];
  let readyState = 0;
  let closedWith: number | undefined;
  const dispatch = (type: string, event: object): void => {
    for (const listener of listeners.get(type) ?? []) listener(event as never); // as the type says
  };
  const socket: FakeSocket = {
    url,
    sent,
    get readyState() {
      return readyState;
    },
    get closedWith() {
      return closedWith;
    },
    send: (data) => void sent.push(JSON.parse(data) as FakeSocket['sent'][number]), // frames of ours
    close(code) {
      closedWith = code ?? 1005;
      readyState = 3;
    },
    addEventListener(type: string, listener: (event: never) => void) {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    open() {
      readyState = 1;
      dispatch('open', {});
    },
    receive: (frame) =>
      dispatch('message', { data: typeof frame === 'string' ? frame : JSON.stringify(frame) }),
    welcome() {
      socket.open();
      socket.receive(WELCOME);
    },
    end(code) {
      readyState = 3;
      dispatch('close', { code });
    },
  };
  return socket;
}
