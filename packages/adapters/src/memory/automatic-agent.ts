import {
  newId,
  type AgentCommand,
  type AgentDesk,
  type Clock,
  type CommandId,
  type ConversationId,
  type Desk,
  type Entry,
} from '@beside/protocol';
import { DEFAULT_BEHAVIOUR, contentOf, type MemoryAnswer, type MemoryBehaviour } from './options.ts';

/** How an agent that plays by itself is started. */
export interface AutomaticAgentOptions {
  /** Any desk, not only one in memory. */
  readonly agentDesk: AgentDesk;
  readonly ticket: () => Promise<string>;
  readonly clock: Clock;
  readonly behaviour: MemoryBehaviour;
}

interface Talk {
  /** How far the customer was answered. */
  answeredSeq: number;
  /** Answers without a word to listen for that were given. */
  turns: number;
}

/** An agent who takes what rings, reads, types and answers, all by the clock. Returns the way to stop; safe twice. */
export function startAutomaticAgent(options: AutomaticAgentOptions): () => void {
  const { agentDesk, ticket, clock, behaviour } = options;
  const { acceptAfterMs, readAfterMs, typeForMs } = { ...DEFAULT_BEHAVIOUR, ...behaviour };
  const session = agentDesk.open({ locale: 'en', ticket });
  const rung = new Set<string>();
  const talks = new Map<ConversationId, Talk>();
  const timers = new Set<() => void>();
  let isIntroduced = false;

  const later = (delayMs: number, call: () => void): void => {
    const cancel = clock.after(delayMs, () => {
      timers.delete(cancel);
      call();
    });
    timers.add(cancel);
  };
  const act = (command: AgentCommand): void => {
    const commandId = newId<CommandId>(clock);
    session.execute(command, { commandId, intentAt: clock.now() }).catch(() => undefined); // others were faster
  };

  const look = ({ offers, conversations, presence }: Desk): void => {
    // Somebody who missed too much is sent away and comes back.
    if (!isIntroduced || presence === 'away') act({ type: 'presence.set', presence: 'available' });
    isIntroduced = true;
    for (const { offerId, conversation } of offers) {
      if (rung.has(offerId)) continue;
      rung.add(offerId);
      const { conversationId } = conversation;
      later(acceptAfterMs, () => act({ type: 'offer.accept', conversationId, offerId }));
    }
    const held = new Set(conversations.map(({ conversationId }) => conversationId));
    for (const conversationId of held) if (!talks.has(conversationId)) begin(conversationId);
    for (const conversationId of talks.keys()) if (!held.has(conversationId)) leave(conversationId);
  };

  const begin = (conversationId: ConversationId): void => {
    talks.set(conversationId, { answeredSeq: 0, turns: 0 });
    if (behaviour.greeting !== undefined) say(conversationId, { say: behaviour.greeting });
    session.follow(conversationId);
  };
  const leave = (conversationId: ConversationId): void => {
    talks.delete(conversationId);
    session.unfollow(conversationId);
  };

  /** Types for a while, then says it. */
  const say = (conversationId: ConversationId, { say: what, isLast = false }: MemoryAnswer): void => {
    session.signal(conversationId, { kind: 'typing', on: true });
    later(typeForMs, () => {
      if (!talks.has(conversationId)) return;
      act({ type: 'chat.send', conversationId, content: contentOf(what) });
      session.signal(conversationId, { kind: 'typing', on: false });
      if (isLast) act({ type: 'conversation.end', conversationId });
    });
  };

  const hear = (conversationId: ConversationId, entries: readonly Entry[]): void => {
    const talk = talks.get(conversationId);
    const asked = entries.findLast(
      (entry) => entry.type === 'chat.message' && entry.body.author.role === 'customer',
    );
    if (!talk || !asked || asked.seq <= talk.answeredSeq) return;
    talk.answeredSeq = asked.seq;
    session.receipt(conversationId, { deliveredSeq: asked.seq });
    later(readAfterMs, () => {
      if (talks.get(conversationId) !== talk) return;
      session.receipt(conversationId, { readSeq: asked.seq });
      const answer = findAnswer(behaviour.answers ?? [], textOf(asked), talk);
      if (answer) say(conversationId, answer);
    });
  };

  const stops = [
    session.on('desk', look),
    session.on('entries', ({ conversationId, entries }) => hear(conversationId, entries)),
  ];
  return () => {
    for (const stop of [...stops, ...timers]) stop();
    timers.clear();
    session.close();
  };
}

function findAnswer(answers: readonly MemoryAnswer[], text: string, talk: Talk): MemoryAnswer | undefined {
  const heard = text.toLowerCase();
  const fitting = answers.find(({ to }) => to !== undefined && heard.includes(to.toLowerCase()));
  if (fitting) return fitting;
  const others = answers.filter(({ to }) => to === undefined);
  const answer = others[talk.turns % Math.max(1, others.length)];
  talk.turns += 1;
  return answer;
}

function textOf(entry: Entry): string {
  if (entry.type !== 'chat.message' || entry.body.content.kind !== 'text') return '';
  return entry.body.content.text;
}
