import { BesideError, type AgentContent, type Clock, type Content } from '@beside/protocol';
import { siteIdSchema, queueIdSchema } from '@beside/protocol/schema';

/** One deployment that exists in memory. */
export interface MemorySite {
  /** 1–40 of `a–z 0–9 -`. */
  readonly siteId: string;
  readonly name: string;
  /** At least one; the first is the default. */
  readonly queues: readonly { readonly queueId: string; readonly name: string }[];
  /** Locale → text key → text; keys: `greeting`, `emptyChat`. */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly allowedQueries?: readonly string[];
  /** IANA zone; `UTC` when absent. */
  readonly zone?: string;
  /** Outside its hours; `false` when absent. */
  readonly isClosed?: boolean;
}

/** What an agent says by itself. */
export interface MemoryAnswer {
  /** Said where the customer's text contains this, whatever the case; absent: in turn, where nothing else fits. */
  readonly to?: string;
  /** A text, or anything an agent may send. */
  readonly say: string | AgentContent;
  /** Ends the conversation afterwards. */
  readonly isLast?: boolean;
}

/** How an agent that plays by itself behaves; all of it by the clock that was handed in. */
export interface MemoryBehaviour {
  /** From the ring to taking it; 1500 when absent. */
  readonly acceptAfterMs?: number;
  /** From a message's arrival to having read it; 500 when absent. */
  readonly readAfterMs?: number;
  /** From reading to the answer, typing meanwhile; 1500 when absent. */
  readonly typeForMs?: number;
  /** The first words, said without being asked. */
  readonly greeting?: string;
  /** Answers; nothing is answered when absent. */
  readonly answers?: readonly MemoryAnswer[];
}

/** Somebody who answers. */
export interface MemoryAgent {
  /** Different from the other agents' names. */
  readonly name: string;
  /** The name customers see; `name` when absent. */
  readonly alias?: string;
  /** `agent` when absent. */
  readonly role?: 'agent' | 'supervisor';
  /** Conversations at once; 4 when absent. */
  readonly capacity?: number;
  /** Sites they serve, all queues; every site when absent. */
  readonly siteIds?: readonly string[];
  /** Plays by itself; absent: signs in at the desk with a ticket. */
  readonly behaviour?: MemoryBehaviour;
}

/** What an identity token turned out to say. */
export interface MemoryIdentity {
  /** The same subject is the same customer. */
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
}

/** How a contact center in memory is made. */
export interface MemoryCenterOptions {
  /** Time, timers and randomness: with a clock that stands still, everything is the same each time. */
  readonly clock: Clock;
  /** {@link DEFAULT_SITES} when absent. */
  readonly sites?: readonly MemorySite[];
  /** {@link DEFAULT_AGENTS} when absent. */
  readonly agents?: readonly MemoryAgent[];
  /** One way through the network, in ms; 0 (the next microtask) when absent. */
  readonly latencyMs?: number;
  /** Reads an identity token; `undefined` refuses it. Absent: nobody can be identified. */
  readonly readIdentity?: (identityToken: string) => MemoryIdentity | undefined;
  /** Hears what a listener of a session threw; dropped when absent. */
  readonly onListenerError?: (cause: unknown) => void;
}

/** The site there is when none is named: the demonstration server's. */
export const DEFAULT_SITES: readonly MemorySite[] = [
  {
    siteId: 'shop',
    name: 'Shop',
    queues: [
      { queueId: 'general', name: 'General' },
      { queueId: 'orders', name: 'Orders' },
    ],
  },
];

/** Who answers when nobody is named: one agent who plays by itself. */
export const DEFAULT_AGENTS: readonly MemoryAgent[] = [
  {
    name: 'Mina',
    behaviour: {
      greeting: 'Hello, this is Mina. How can I help?',
      answers: [
        { to: 'bye', say: 'Thank you for writing. Goodbye!', isLast: true },
        { say: 'I see. Let me look into that for you.' },
        { say: 'Thank you for waiting. Is there anything else?' },
      ],
    },
  },
];

/** What an agent is who says nothing else. */
export const DEFAULT_AGENT = { role: 'agent', capacity: 4 } as const;

/** Delays of an agent that names none, in ms. */
export const DEFAULT_BEHAVIOUR = { acceptAfterMs: 1_500, readAfterMs: 500, typeForMs: 1_500 } as const;

/**
 * Refuses what a developer may not hand in.
 *
 * @throws BesideError `invalid_option`
 */
export function checkOptions(sites: readonly MemorySite[], agents: readonly MemoryAgent[]): void {
  const refuse = (option: string, problem: string): never => {
    throw new BesideError('invalid_option', { details: { option, problem } });
  };
  for (const { siteId, queues } of sites) {
    if (!siteIdSchema.safeParse(siteId).success) refuse('sites.siteId', 'use 1 to 40 of a-z, 0-9 and -');
    if (queues.length === 0) refuse('sites.queues', 'name at least one');
    if (!queues.every(({ queueId }) => queueIdSchema.safeParse(queueId).success))
      refuse('sites.queues.queueId', 'use 1 to 40 of a-z, 0-9 and -');
  }
  if (new Set(agents.map(({ name }) => name)).size < agents.length)
    refuse('agents.name', 'give everybody a name of their own');
}

/** What an answer says, as content of a message. */
export function contentOf(say: string | AgentContent): Extract<Content, AgentContent> {
  return typeof say === 'string' ? { kind: 'text', text: say } : say;
}
