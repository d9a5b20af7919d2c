/** The part of a WebSocket that is used; browsers' and Node's both fit. */
export interface Socket {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/** Opens a socket to an address. */
export type CreateSocket = (url: string) => Socket;

/** `WebSocket.OPEN`, which is not there on the server side of a bundle. */
export const SOCKET_OPEN = 1;

/** The global WebSocket, taken once, so that a page that replaces it later changes nothing here. */
export function globalSocket(): CreateSocket {
  const { WebSocket } = globalThis;
  return (url) => new WebSocket(url);
}
