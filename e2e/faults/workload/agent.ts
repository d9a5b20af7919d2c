import type { ServerLine } from '../../support/server-process.ts';
import { newId, ticketsFor, WireFailure, type LooseFrame } from '../../support/wire-client.ts';
import type { Random } from '../random.ts';
import { messageOf, type CrowdParts } from './customer.ts';
import { Person } from './person.ts';
import { inTime, until, wait } from './waiting.ts';

/** A server that stands still answers no request; a browser's would be given up too. */
const HTTP_WITHIN_MS = 4_000;

/** An agent who takes everything that rings and writes into it. */
export interface Agent {
  readonly name: string;
  run(quit: AbortSignal): Promise<void>;
  /** Waits until they have every conversation, and were shown all of it up to the given place. */
  settle(targets: ReadonlyMap<string, number>): Promise<void>;
  readWhole(): Promise<void>;
  close(): void;
}

/** Makes an agent of one of the demonstration's logins. */
export function createAgent(
  name: string,
  server: ServerLine,
  login: ServerLine['logins'][number],
  random: Random,
  parts: CrowdParts,
): Agent {
  const taken = new Set<string>();
  const held = new Set<string>();
  let written = 0;
  let nextTicket: (() => Promise<string>) | undefined;

  const person = new Person({
    ...parts,
    name,
    reader: 'agent',
    hello: async () => ({ role: 'agent', ticket: await buyTicket() }),
    onOpen: () => void person.say({ type: 'presence.set', presence: 'available' }).catch(() => undefined),
    onFrame: (frame) => void takeOffers(frame).catch(() => undefined), // the run is over
  });

  /** A ticket of the sign-in there is; of a new one when that has ended. */
  async function buyTicket(): Promise<string> {
    const late = new WireFailure('timeout');
    try {
      nextTicket ??= await inTime(ticketsFor(server.url, login), HTTP_WITHIN_MS, late);
      return await inTime(nextTicket(), HTTP_WITHIN_MS, late);
    } catch {
      nextTicket = undefined;
      throw new WireFailure('unavailable');
    }
  }

  async function takeOffers({ desk }: LooseFrame): Promise<void> {
    if (!desk) return;
    held.clear();
    for (const { conversationId, status } of desk.conversations)
      if (status === 'assigned') held.add(conversationId);
    if (desk.presence === 'away') await person.say({ type: 'presence.set', presence: 'available' });
    for (const { offerId, conversation } of desk.offers) {
      if (taken.has(offerId)) continue;
      taken.add(offerId);
      const { conversationId } = conversation;
      const command = { type: 'offer.accept', conversationId, offerId };
      const { isDone } = await person.insist({ kind: 'accept', conversationId, command }, newId());
      if (isDone) await person.follow(conversationId);
    }
  }

  return {
    name,
    async run(quit) {
      await person.connected();
      while (!quit.aborted) {
        if (held.size > 0) {
          written += 1;
          await person.insist(messageOf(random.pick([...held]), `${name}:${written}`));
        } else await person.connected();
        await wait(random.between(2, 30));
      }
    },
    async settle(targets) {
      const conversationIds = [...targets.keys()];
      parts.history.add(name, 'settle', 'invoke', { conversationIds });
      await until(
        () => [...targets].every(([id, seq]) => held.has(id) && person.heardUpto(id) >= seq),
        parts.signal,
      );
      parts.history.add(name, 'settle', 'ok', { conversationIds });
    },
    async readWhole() {
      for (const conversationId of held) await person.readWhole(conversationId);
    },
    close: () => person.close(),
  };
}
