import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { BesideError, CLOSE_CODES } from '@beside/protocol';
import { WebSocketServer, type RawData, type ServerOptions, type WebSocket } from 'ws';
import { createTokenBucket } from '../auth/token-bucket.ts';
import type { Bus, BusMessage } from '../ports/bus.ts';
import { addressOf, createAddressGuard } from './address-guard.ts';
import { CallbackViews } from './callback-views.ts';
import { Connection } from './connection.ts';
import type { GatewayContext } from './context.ts';
import { Desks } from './desks.ts';
import { GreetingRefused, greet } from './greet.ts';
import { handleFrame, refuseFrame } from './handle-frame.ts';
import { parseFrame, type RawFrame } from './parse-frame.ts';
import { refuseUpgrade, whyRefused } from './refuse-upgrade.ts';
import { SessionBook } from './session-book.ts';
import { SiteWatch } from './site-watch.ts';
import { startSweep } from './sweep.ts';
import { toWireError } from './wire-error.ts';

/** The sockets of this node. */
export interface Gateway {
  /** Takes over the upgrades of an HTTP server. */
  attach(server: Server, trustedProxies: readonly string[]): void;
  /** Sockets open now, by who is at the other end. */
  count(): { readonly customers: number; readonly agents: number; readonly strangers: number };
  /** Closes the sockets of one console's sign-in at once. */
  endSession(sessionId: string): void;
  /** Finishes what is being worked on, says goodbye to everybody and stops. */
  stop(): Promise<void>;
}

/** For finishing, and for saying goodbye, at most. */
const STOP_MS = 3_000;

/** Starts listening to the bus and looking after sockets. */
export function createGateway(context: GatewayContext, bus: Bus): Gateway {
  const { limits, clock, log, counters, centre } = context;
  const addresses = createAddressGuard(limits);
  const connections = new Set<Connection>();
  const book = new SessionBook(limits.socketsPerSession);
  const desks = new Desks(centre, clock, log);
  const sites = new SiteWatch(context, book);
  const views = new CallbackViews((actor) => centre.callbacks.view(actor), log);
  let isStopping = false;
  const webSockets = new WebSocketServer(socketOptions(limits.maxFrameBytes));

  function hear(message: BusMessage): void {
    switch (message.kind) {
      case 'desk':
        return desks.refresh(message.agentId);
      case 'site':
        desks.refreshSite(message.siteId);
        return sites.refresh(message.siteId);
      case 'hours':
        return; // the engine's; what follows from it is said by 'site'
      case 'callback':
        return tellCallback(book.listOf(`c:${message.customerId}`));
      case 'erased':
        return endErased(message);
      default:
        return context.feeds.hear(message);
    }
  }

  /** Where the site calls nobody back, nothing is told. */
  function tellCallback(connections: readonly Connection[]): void {
    const session = connections[0]?.session;
    if (session?.role !== 'customer' || !context.sites.get(session.site.siteId)?.callback) return;
    views.tell(session.actor, connections);
  }

  /** Whoever was erased is a stranger from now on; agents who have it before them are shown what is left. */
  function endErased({ customerId, conversationIds }: Extract<BusMessage, { kind: 'erased' }>): void {
    for (const connection of book.listOf(`c:${customerId}`))
      connection.close(CLOSE_CODES.unauthenticated, 'erased');
    for (const conversationId of conversationIds) context.feeds.restart(conversationId);
  }

  function admit(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    trustedProxies: readonly string[],
  ): void {
    const address = addressOf(request, trustedProxies);
    const origin = request.headers.origin;
    const refusal = isStopping ? 'unavailable' : whyRefused(request, context);
    if (refusal || !addresses.admit(address, clock.steadyNow())) {
      counters.socketsRefused += 1;
      return refuseUpgrade(socket, refusal ?? 'rate_limited');
    }
    let isUpgraded = false;
    // An upgrade that ws itself refuses ends the socket without ever calling back.
    socket.once('close', () => isUpgraded || addresses.left(address, false));
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      isUpgraded = true;
      // The server is plain HTTP: what is upgraded is a net.Socket.
      open(webSocket, request.socket, address, origin);
    });
  }

  function open(webSocket: WebSocket, socket: Socket, address: string, origin: string | undefined): void {
    const connection = new Connection({
      webSocket,
      socket,
      address,
      origin,
      frames: createTokenBucket(limits.framesPerSecond * 10, limits.framesPerSecond),
      maxQueuedBytes: limits.maxQueuedBytes,
      now: clock.steadyNow(),
      onTooSlow: () => (counters.socketsTooSlow += 1),
      onFault: (error) => log.error({ err: error }, 'a frame could not be worked off; its socket is closed'),
    });
    connections.add(connection);
    webSocket.on('message', (data, isBinary) => receive(connection, data, isBinary));
    webSocket.on('ping', () => countFrame(connection));
    webSocket.on('pong', () => countFrame(connection));
    // ws closes by itself after a broken frame; without a listener it would end the process.
    webSocket.on('error', () => (counters.framesRefused += 1));
    webSocket.on('close', () => forget(connection));
  }

  function forget(connection: Connection): void {
    connections.delete(connection);
    addresses.left(connection.address, connection.isWelcome);
    context.feeds.leaveAll(connection);
    book.remove(connection);
    if (connection.session?.role !== 'agent') return;
    const { agentId } = connection.session.actor;
    desks.leave(connection, agentId);
    centre
      .agentDisconnected(agentId)
      .catch((error: unknown) => log.error({ err: error, agentId }, 'leaving failed'));
  }

  /** `false`: too many; the socket is being closed. */
  function countFrame(connection: Connection): boolean {
    const now = clock.steadyNow();
    connection.noteArrival(now);
    const retryAfterMs = connection.frames.take(now);
    if (retryAfterMs === 0) return true;
    if (connection.isOpen) {
      connection.send({
        type: 'error',
        error: toWireError(new BesideError('rate_limited', { details: { retryAfterMs } })),
      });
      connection.close(CLOSE_CODES.rateLimited, 'rate_limited');
    }
    return false;
  }

  function receive(connection: Connection, data: RawData, isBinary: boolean): void {
    if (isStopping || !connection.isOpen || !countFrame(connection)) return;
    counters.framesReceived += 1;
    if (isBinary) return connection.close(1003, 'text only');
    let frame: RawFrame;
    try {
      frame = parseFrame(data as Buffer); // ws hands over one Buffer per message unless told otherwise
    } catch (error) {
      refuseFrame(context, connection, undefined, error);
      if (!connection.hasSaidHello) connection.close(CLOSE_CODES.badFrame, 'bad_frame');
      return;
    }
    if (frame.type === 'hello') return hello(connection, frame);
    if (!connection.hasSaidHello)
      return endWith(connection, new BesideError('hello_required'), CLOSE_CODES.unauthenticated);
    connection.enqueue(frame, work(connection), isCustomersMessage(connection, frame));
  }

  function hello(connection: Connection, frame: RawFrame): void {
    if (connection.hasSaidHello)
      return refuseFrame(
        context,
        connection,
        frame,
        new BesideError('hello_required', { details: { problem: 'once' } }),
      );
    connection.hasSaidHello = true;
    connection.enqueue(frame, work(connection));
  }

  function work(connection: Connection): (frame: RawFrame) => Promise<void> {
    return async (frame) => {
      if (connection.session) {
        const before = connection.session;
        await handleFrame(context, connection, frame);
        if (connection.session !== before) enter(connection);
        return;
      }
      try {
        await greet(context, connection, frame);
      } catch (error) {
        if (error instanceof GreetingRefused) return endWith(connection, error.error, error.closeCode);
        throw error;
      }
      welcome(connection);
    };
  }

  /** Writes down whose socket it is; of too many of one person the oldest goes. */
  function enter(connection: Connection): void {
    if (connections.has(connection)) book.add(connection)?.close(CLOSE_CODES.replaced, 'replaced');
  }

  function welcome(connection: Connection): void {
    const { session } = connection;
    if (!session || !connections.has(connection)) return;
    connection.isWelcome = true;
    addresses.greeted(connection.address);
    enter(connection);
    if (session.role === 'customer') tellCallback([connection]);
    if (session.role === 'agent') desks.join(connection, session.actor.agentId, session.siteIds);
  }

  function endWith(connection: Connection, error: BesideError, closeCode: number): void {
    connection.send({ type: 'error', error: toWireError(error) });
    connection.close(closeCode, error.code);
  }

  async function waitUntil(isDone: () => boolean): Promise<void> {
    const deadline = clock.steadyNow() + STOP_MS;
    while (!isDone() && clock.steadyNow() < deadline)
      await new Promise<void>((resolve) => clock.after(20, resolve));
  }

  const stops = [
    bus.subscribe(hear),
    startSweep({ context, connections, addresses, onSecond: () => context.feeds.sweep(20) }),
    () => desks.stop(),
    () => sites.stop(),
  ];
  return {
    attach: (server, trustedProxies) =>
      void server.on('upgrade', (request, socket, head) => admit(request, socket, head, trustedProxies)),
    count() {
      const count = { customers: 0, agents: 0, strangers: 0 };
      for (const { session } of connections) {
        if (!session) count.strangers += 1;
        else if (session.role === 'agent') count.agents += 1;
        else count.customers += 1;
      }
      return count;
    },
    endSession(sessionId) {
      for (const connection of book.listOf(`s:${sessionId}`))
        connection.close(CLOSE_CODES.unauthenticated, 'signed out');
    },
    async stop() {
      isStopping = true;
      const isIdle = () => ![...connections].some((connection) => connection.isWorking);
      await waitUntil(isIdle);
      for (const connection of connections) connection.close(CLOSE_CODES.goingAway, 'going away');
      await waitUntil(() => connections.size === 0);
      for (const connection of connections) connection.terminate();
      for (const stop of stops) stop();
      webSockets.close();
    },
  };
}

/**
 * Messages of a customer go into the conversation's own order at once, before anything is waited for; so the next ones may
 * come before the first is on disk, and share its commit. An agent's must be looked up first.
 */
function isCustomersMessage({ session }: Connection, { type, value }: RawFrame): boolean {
  if (session?.role !== 'customer' || type !== 'command') return false;
  const { command } = value;
  return typeof command === 'object' && command !== null && 'type' in command && command.type === 'chat.send';
}

/** Nothing is left to the library's defaults, which are made for friends. */
function socketOptions(maxPayload: number): ServerOptions {
  // The types of ws lag behind its version 8.23, which knows the last three.
  const limited = { maxPayload, maxFragments: 256, maxBufferedChunks: 4_096, closeTimeout: 5_000 };
  return { noServer: true, perMessageDeflate: false, clientTracking: false, ...limited };
}
