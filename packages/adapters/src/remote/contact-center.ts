import {
  PROTOCOL_VERSIONS,
  newId,
  type CallbackQuestions,
  type Clock,
  type ContactCenter,
  type ConversationPage,
  type ConversationPageOptions,
  type CustomerCommand,
  type CustomerEvents,
  type CustomerHello,
  type CustomerSession,
  type Emitter,
  type Interaction,
  type OpenCustomerSession,
} from '@beside/protocol';
import { customerServerFrameSchema } from '@beside/protocol/schema';

import { globalBeacon, type SendBeacon } from './beacon.ts';
import type * as callbackReader from './read-callbacks.ts';
import { globalSocket, type CreateSocket } from './socket.ts';
import { openTimeline } from './timeline.ts';

/** How a customer's side of the wire is made. */
export interface RemoteContactCenterOptions {
  /** Address of the socket: `wss://HOST/v1/socket`. */
  readonly url: string;
  readonly clock: Clock;
  /** The global WebSocket when absent. */
  readonly createSocket?: CreateSocket;
  /** `navigator.sendBeacon` when absent, and nothing where there is none. */
  readonly sendBeacon?: SendBeacon;
  /** Hears what a listener of a session threw; the console's error log when absent. */
  readonly onListenerError?: (cause: unknown) => void;
}

/**
 * The port of a customer's page over the wire: reconnects by itself with full jitter, notices dead lines by a heartbeat,
 * resumes every followed conversation where it was.
 */
export function createRemoteContactCenter(options: RemoteContactCenterOptions): ContactCenter {
  const createSocket = options.createSocket ?? globalSocket();
  const sendBeacon = options.sendBeacon ?? globalBeacon();
  const beaconUrl = new URL('/v1/interactions', options.url.replace(/^ws/, 'http')).href;
  const hand = (body: object): boolean => sendBeacon(beaconUrl, JSON.stringify(body));
  return { open: (session) => openSession({ ...options, createSocket }, hand, session) };
}

function openSession(
  parts: RemoteContactCenterOptions & { readonly createSocket: CreateSocket },
  hand: (body: object) => boolean,
  { siteId, locale, token: knownToken }: OpenCustomerSession,
): CustomerSession {
  let token = knownToken;
  /** Views are told in the order they came in, also while what reads them is on its way. */
  let told = Promise.resolve();

  const { session, ask, askForPage, say } = openTimeline<CustomerEvents, CustomerCommand>({
    ...parts,
    hello: (): CustomerHello => ({
      type: 'hello',
      versions: [...PROTOCOL_VERSIONS],
      role: 'customer',
      siteId,
      ...(token === undefined ? {} : { token }),
      locale,
    }),
    findParser: async () => (await import('./read-entries.ts')).parsePageEntry,
    parseFrame: (raw) => customerServerFrameSchema.safeParse(raw).data,
    onRefused() {
      // A token that the server does not know is worth nothing any more: go on as somebody new.
      const hadToken = token !== undefined;
      token = undefined;
      return hadToken;
    },
    onFrame(frame, emit) {
      if (frame.type === 'token') {
        token = frame.token;
        emit('token', { token });
      } else if (frame.type === 'availability') emit('availability', frame.availability);
      else if (frame.type === 'welcome' && frame.customer) emit('welcome', frame.customer);
      else if (frame.type === 'callback') told = told.then(() => tellCallback(frame.view, emit));
    },
  });

  /** Loads what reads the answer while it is on its way. */
  async function askAbout<Value>(
    type: string,
    options: object,
    read: (reader: typeof callbackReader, value: unknown) => Value,
  ): Promise<Value> {
    const frame = { type, id: newId<string>(parts.clock), ...options };
    const asked = askForPage(frame);
    const [{ value }, reader] = await Promise.all([asked, import('./read-callbacks.ts')]);
    return read(reader, value);
  }

  // Added to the session itself, because its getters would not survive a spread.
  return Object.assign(session, {
    report(interactions: readonly Interaction[], { reportId }: Parameters<CustomerSession['report']>[1]) {
      const frame = { type: 'report', id: reportId, interactions };
      return ask(frame);
    },
    reportOnExit(
      interactions: readonly Interaction[],
      { reportId }: Parameters<CustomerSession['reportOnExit']>[1],
    ) {
      return token !== undefined && hand({ siteId, token, reportId, interactions });
    },
    async listConversations(options: ConversationPageOptions): Promise<ConversationPage> {
      const frame = { type: 'conversations', id: newId(parts.clock), ...options };
      // Loaded by those who look at their earlier conversations.
      const [{ conversations = [], more }, { readConversationLines }] = await Promise.all([
        askForPage(frame),
        import('./read-conversations.ts'),
      ]);
      return { conversations: readConversationLines(conversations), more };
    },
    callbacks: {
      offer: (options) =>
        askAbout('callback-offer', { locale, ...options }, ({ readOffer }, value) => readOffer(value)),
      holdSlot: (options) => askAbout('callback-hold', options, ({ readHold }, value) => readHold(value)),
      releaseSlot: (holdId) => say({ type: 'callback-release', holdId }),
    } satisfies CallbackQuestions,
    identify(identityToken: string, { commandId }: Parameters<CustomerSession['identify']>[1]) {
      const frame = { type: 'identify', id: commandId, identityToken };
      return ask(frame);
    },
  });
}

async function tellCallback(value: unknown, emit: Emitter<CustomerEvents>['emit']): Promise<void> {
  if (value === null) return emit('callback', null);
  // Where it cannot be loaded nothing is told; the server shows the callback again with the next welcome.
  const reader = await import('./read-callback-view.ts').catch(() => undefined);
  const view = reader?.readView(value);
  if (view !== undefined) emit('callback', view);
}
