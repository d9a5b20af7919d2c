import { newId } from '../../support/wire-client.ts';
import type { History } from '../history.ts';
import type { Random } from '../random.ts';
import { Person, type Wish } from './person.ts';
import { createUsedKeys } from './used-keys.ts';
import { until, wait } from './waiting.ts';

/** What a run's people are made from. */
export interface CrowdParts {
  readonly history: History;
  readonly socketUrl: string;
  readonly signal: AbortSignal;
}

/** A customer with one conversation. */
export interface Customer {
  readonly name: string;
  readonly conversationId: string;
  /** Writes, reads and asks again until `quit`. */
  run(quit: AbortSignal): Promise<void>;
  /** Writes once more and waits until it is shown. Resolves with its place. */
  settle(): Promise<number>;
  readWhole(): Promise<void>;
  close(): void;
}

/** Makes a customer of the demonstration's shop. */
export function createCustomer(name: string, random: Random, parts: CrowdParts): Customer {
  const conversationId = newId();
  const person = new Person({
    ...parts,
    name,
    reader: 'customer',
    hello: async (token) => ({ role: 'customer', siteId: 'shop', ...(token === undefined ? {} : { token }) }),
  });
  const done = createUsedKeys<{ readonly wish: Wish; readonly commandId: string }>(() => performance.now());
  let written = 0;

  const insist = async (wish: Wish): Promise<number> => {
    const commandId = newId();
    const { isDone, seq } = await person.insist(wish, commandId);
    if (isDone) done.answered({ wish, commandId });
    return seq;
  };
  const write = (): Promise<number> => {
    written += 1;
    return insist(messageOf(conversationId, `${name}:${written}`));
  };
  /** The same once more: whoever asks again is told the same again. */
  const repeat = async (): Promise<void> => {
    const keys = done.forRepeating();
    if (keys.length === 0) return;
    const key = random.pick(keys);
    await person.insist(key.wish, key.commandId);
    done.answered(key);
  };
  /** The same key for something else. */
  const misuse = async (): Promise<void> => {
    const keys = done.forMisusing();
    if (keys.length === 0) return;
    const key = random.pick(keys);
    const other = messageOf(conversationId, `${name}:misused:${newId()}`);
    await person.insist({ ...other, isOtherBody: true }, key.commandId);
    done.misused(key);
  };

  return {
    name,
    conversationId,
    async run(quit) {
      const command = { type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' };
      await insist({ kind: 'start', conversationId, command });
      await person.follow(conversationId);
      while (!quit.aborted) {
        const dice = random.next();
        if (dice < 0.6) await write();
        else if (dice < 0.75)
          await Promise.all([write(), write(), write()]); // without waiting for answers
        else if (dice < 0.87) await person.readLatest(conversationId);
        else if (dice < 0.95) await repeat();
        else await misuse();
        await wait(random.between(2, 30));
      }
    },
    async settle() {
      const conversationIds = [conversationId];
      parts.history.add(name, 'settle', 'invoke', { conversationIds });
      const seq = await write();
      for (const { wish, commandId } of done.forRepeating().filter((_, index) => index % 7 === 0))
        await person.insist(wish, commandId);
      await until(() => person.heardUpto(conversationId) >= seq, parts.signal);
      parts.history.add(name, 'settle', 'ok', { conversationIds });
      return seq;
    },
    readWhole: () => person.readWhole(conversationId),
    close: () => person.close(),
  };
}

/** A message of a text that no other has. */
export function messageOf(conversationId: string, text: string): Wish {
  const command = { type: 'chat.send', conversationId, content: { kind: 'text', text } };
  return { kind: 'message', conversationId, text, command };
}
