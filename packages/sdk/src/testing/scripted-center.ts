import type {
  CallbackQuestions,
  Clock,
  ContactCenter,
  ConversationPage,
  ConversationPageOptions,
  CustomerCommand,
  CustomerEvents,
  CustomerSession,
  CustomerWelcome,
  OpenCustomerSession,
  SiteId,
} from '@beside/protocol';
import {
  createDoneCommands,
  createScriptedSession,
  type DoneCommands,
  type ScriptedSession,
  type SessionScript,
} from './scripted-session.ts';

/** What a scripted centre answers besides commands and history. */
export interface CenterScript extends SessionScript<CustomerCommand> {
  /** Absent: counted at once, the same id once. */
  report?: CustomerSession['report'];
  /** Absent: taken over. */
  reportOnExit?: CustomerSession['reportOnExit'];
  /** Absent: there are none. */
  listConversations?: (options: ConversationPageOptions) => ConversationPage | Promise<ConversationPage>;
  /** Absent: the centre does not call back. */
  callbacks?: CallbackQuestions;
  /** Absent: believed. */
  identify?: CustomerSession['identify'];
}

/** One customer's connection in the hands of a test. */
export interface ScriptedCustomerSession
  extends CustomerSession, ScriptedSession<CustomerEvents, CustomerCommand> {
  /** What it was opened with. */
  readonly options: OpenCustomerSession;
  /** Connects and greets; what is not named is a customer who was never here, at an open site. */
  greet(welcome?: Partial<CustomerWelcome>): void;
}

/** A contact centre in the hands of a test. */
export interface ScriptedCenter extends ContactCenter {
  /** Replace its parts at any time; sessions opened before obey too. */
  readonly script: CenterScript;
  /** Every session there was, oldest first. */
  readonly sessions: readonly ScriptedCustomerSession[];
  /** The newest session; throws when none was opened yet. */
  readonly session: ScriptedCustomerSession;
  open(options: OpenCustomerSession): ScriptedCustomerSession;
}

/** Whom a session is greeted as unless a test says otherwise. */
export const NEW_CUSTOMER: CustomerWelcome = {
  customerId: '01900000-0000-7000-8000-0000000000c1',
  site: {
    siteId: 'shop' as SiteId, // fits the schema of site ids
    name: 'Shop',
    texts: {},
    allowedQueries: [],
  },
  availability: { status: 'open', zone: 'Asia/Seoul' },
  identified: false,
  hasEarlier: false,
  conversation: null,
};

/** Makes a centre that does what it is asked, once it was told to connect. */
export function createScriptedCenter(clock: Clock): ScriptedCenter {
  const sessions: ScriptedCustomerSession[] = [];
  const script: CenterScript = {};
  const done = createDoneCommands(clock);
  return {
    script,
    sessions,
    get session() {
      const newest = sessions.at(-1);
      if (!newest) throw new Error('no session was opened');
      return newest;
    },
    open(options) {
      const session = createSession(clock, script, done, options);
      sessions.push(session);
      return session;
    },
  };
}

function createSession(
  clock: Clock,
  script: CenterScript,
  done: DoneCommands,
  options: OpenCustomerSession,
): ScriptedCustomerSession {
  const parts = createScriptedSession<CustomerEvents, CustomerCommand>(clock, script, done);
  const { record, whileConnected } = parts;
  // Added to the same object, so that its getters stay getters.
  return Object.assign(parts, {
    options,
    greet(welcome: Partial<CustomerWelcome> = {}) {
      parts.setConnection({ status: 'connected' });
      parts.emit('welcome', { ...NEW_CUSTOMER, ...welcome });
    },
    report(...[interactions, key]: Parameters<CustomerSession['report']>) {
      record({ method: 'report', reportId: key.reportId, interactions });
      return whileConnected(() => script.report?.(interactions, key) ?? done.doOnce(key.reportId, null));
    },
    reportOnExit(...[interactions, key]: Parameters<CustomerSession['reportOnExit']>) {
      record({ method: 'report-on-exit', reportId: key.reportId, interactions });
      return script.reportOnExit?.(interactions, key) ?? true;
    },
    listConversations(options: ConversationPageOptions) {
      record({ method: 'list-conversations', ...options });
      return whileConnected(() => script.listConversations?.(options) ?? { conversations: [], more: false });
    },
    ...(script.callbacks ? { callbacks: script.callbacks } : {}),
    identify(...[identityToken, key]: Parameters<CustomerSession['identify']>) {
      record({ method: 'identify', commandId: key.commandId, identityToken });
      return whileConnected(() => script.identify?.(identityToken, key) ?? done.doOnce(key.commandId, null));
    },
  });
}
