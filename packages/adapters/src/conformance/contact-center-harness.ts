import {
  BesideError,
  createUuidV7,
  type AgentCommand,
  type AgentDesk,
  type AgentEvents,
  type AgentSession,
  type CommandId,
  type CommandResult,
  type ContactCenter,
  type ConversationId,
  type CustomerCommand,
  type CustomerEvents,
  type CustomerSession,
  type Desk,
  type Entry,
  type SiteId,
} from '@beside/protocol';
import { eventually } from './backend-harness.ts';
import { record, type Recording } from './recording.ts';

/** One fresh contact center, with the other side and the network in the suite's hand. */
export interface ContactCenterUnderTest {
  readonly contactCenter: ContactCenter;
  /** A site it knows; a queue of it is served by the agent. Nobody else answers there. */
  readonly siteId: string;
  /** The desk of the same center … */
  readonly agentDesk: AgentDesk;
  /** … and a ticket for the one agent who answers; called before every connection. */
  readonly ticket: () => Promise<string>;
  /** Cuts customers' connections, and keeps them from coming back until `restore`. */
  readonly cut: () => Promise<void> | void;
  readonly restore: () => Promise<void> | void;
  /** Ends what is behind, as roughly as can be, and starts it again with what it had acknowledged; absent: cannot be done. */
  readonly restart?: () => Promise<void>;
  readonly cleanUp?: () => Promise<void> | void;
}

/** A customer's page of a test, with everything it was told. */
export interface Page {
  readonly session: CustomerSession;
  readonly heard: Recording<CustomerEvents>;
  /** Resolves once it was greeted this many times. */
  greeted(times?: number): Promise<void>;
  /** The token it would keep for the next visit. */
  readonly token: string | undefined;
  /** Sends a command with an id of its own, or with a given one. */
  do(command: CustomerCommand, commandId?: CommandId): Promise<CommandResult>;
  /** Starts a conversation and follows it; resolves to its id. */
  start(): Promise<ConversationId>;
  say(conversationId: ConversationId, text: string, commandId?: CommandId): Promise<CommandResult>;
}

/** The agent of a test. */
export interface AgentOfTest {
  readonly session: AgentSession;
  readonly heard: Recording<AgentEvents>;
  do(command: AgentCommand, commandId?: CommandId): Promise<CommandResult>;
  /** Becomes available, takes the offer of this conversation and follows it. */
  take(conversationId: ConversationId): Promise<void>;
  say(conversationId: ConversationId, text: string): Promise<CommandResult>;
  readonly desk: Desk | undefined;
}

/** What one test of the suite works with. */
export interface ContactCenterBench {
  readonly under: ContactCenterUnderTest;
  /** Opens a page: of somebody new, or by a token. */
  open(token?: string): Page;
  /** Signs the agent in; they are not available yet. */
  agent(): Promise<AgentOfTest>;
  newId(): CommandId;
  /** An id for a conversation that is not there yet. */
  newConversationId(): ConversationId;
  /** Undoes everything and fails where a promise that always holds was broken. */
  close(): Promise<void>;
}

/** Adds one test; its name begins with the id of a rule in SPEC.md. */
export type DefineTest = (title: string, body: (bench: ContactCenterBench) => Promise<void>) => void;

/** A refusal needs no thought. */
const REFUSAL_MS = 3_000;

/** What a promise resolves to; rejects when it does not settle in time, because a test that hangs says nothing. */
export async function within<Value>(patienceMs: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The text of a message; empty for anything else. */
export function textOfEntry(entry: Entry): string {
  return entry.type === 'chat.message' && entry.body.content.kind === 'text' ? entry.body.content.text : '';
}

/** The texts of what was heard, in order. */
export function textsOf(entries: readonly Entry[]): string[] {
  return entries.map(textOfEntry).filter((text) => text !== '');
}

/** The code a promise is rejected with; `done` when it is not. Fails when it does not settle. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await within(REFUSAL_MS, promise);
    return 'done';
  } catch (error) {
    return error instanceof BesideError ? error.code : `no BesideError: ${String(error)}`;
  }
}

/** Makes a bench for one test. */
export function createContactCenterBench(under: ContactCenterUnderTest): ContactCenterBench {
  const sessions: { close(): void }[] = [];
  const recordings: Recording<never>[] = [];
  // Just made: UUIDv7s.
  const newId = (): CommandId => newUuid() as CommandId;

  return {
    under,
    newId,
    newConversationId,
    open(token) {
      const siteId = under.siteId as SiteId; // the adapter's own test gave it
      const session = under.contactCenter.open({ siteId, locale: 'en', ...(token ? { token } : {}) });
      const heard = record<CustomerEvents>(session, ['welcome', 'token', 'availability']);
      sessions.push(session);
      recordings.push(heard as Recording<never>); // only its problems are read
      return pageOf(session, heard, newId, token);
    },
    async agent() {
      const session = under.agentDesk.open({ locale: 'en', ticket: under.ticket });
      const heard = record<AgentEvents>(session, ['desk']);
      sessions.push(session);
      recordings.push(heard as Recording<never>); // only its problems are read
      await eventually('the desk', () => heard.of('desk').length > 0);
      return agentOf(session, heard, newId);
    },
    async close() {
      for (const session of sessions) session.close();
      await under.cleanUp?.();
      const problems = recordings.flatMap((recording) => recording.problems);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
  };
}

function newUuid(): string {
  return createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

function newConversationId(): ConversationId {
  return newUuid() as ConversationId; // just made: a UUIDv7
}

function pageOf(
  session: CustomerSession,
  heard: Recording<CustomerEvents>,
  newId: () => CommandId,
  givenToken: string | undefined,
): Page {
  const page: Page = {
    session,
    heard,
    get token() {
      return heard.of('token').at(-1)?.token ?? givenToken;
    },
    greeted: (times = 1) => eventually('the welcome', () => heard.of('welcome').length >= times),
    do: (command, commandId = newId()) => session.execute(command, { commandId, intentAt: Date.now() }),
    async start() {
      await page.greeted();
      const conversationId = newConversationId();
      await page.do({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
      session.follow(conversationId);
      await eventually('the arrival', () => heard.entries(conversationId).length > 0);
      return conversationId;
    },
    say: (conversationId, text, commandId) =>
      page.do({ type: 'chat.send', conversationId, content: { kind: 'text', text } }, commandId),
  };
  return page;
}

function agentOf(session: AgentSession, heard: Recording<AgentEvents>, newId: () => CommandId): AgentOfTest {
  const agent: AgentOfTest = {
    session,
    heard,
    get desk() {
      return heard.of('desk').at(-1);
    },
    do: (command, commandId = newId()) => session.execute(command, { commandId, intentAt: Date.now() }),
    async take(conversationId) {
      const findOffer = () =>
        agent.desk?.offers.find(({ conversation }) => conversation.conversationId === conversationId);
      await agent.do({ type: 'presence.set', presence: 'available' });
      await eventually('the ring', () => findOffer() !== undefined);
      const offerId = findOffer()?.offerId;
      if (!offerId) throw new Error('the ring is over already');
      await agent.do({ type: 'offer.accept', conversationId, offerId });
      session.follow(conversationId);
      await eventually("the agent's entries", () => heard.entries(conversationId).length > 0);
    },
    say: (conversationId, text) =>
      agent.do({ type: 'chat.send', conversationId, content: { kind: 'text', text } }),
  };
  return agent;
}
