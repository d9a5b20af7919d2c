import { createRemoteContactCenter } from '@beside/adapters/remote';
import {
  createSystemClock,
  newId,
  type CommandId,
  type ConversationId,
  type CustomerSession,
  type SiteId,
} from '@beside/protocol';

import type { ServerLine } from '../../e2e/support/server-process.ts';
import { percentile } from './row.ts';
import { addressOf, socketFrom, until } from './storm-socket.ts';

/** How a crowd came back. */
export interface CrowdReturn {
  /** When the last one was greeted again, in epoch milliseconds. */
  readonly backAt: number;
  /** From the beginning of the attempt that succeeded to the welcome, p99. */
  readonly connectP99Ms: number;
  /** Sockets that were begun until everybody was back. */
  readonly attempts: number;
  /** Who came back as somebody else or without the conversation they had. */
  readonly strangers: number;
}

/** Many customers who do nothing but be there, each with the product's own client. */
export interface Crowd {
  watch(): void;
  back(): Promise<CrowdReturn>;
}

interface Member {
  readonly session: CustomerSession;
  customerId: string | undefined;
  conversationId: string | undefined;
  welcomes: number;
  attemptAt: number;
  /** How long the last attempt took. */
  connectMs: number;
}

/** So many are on their way at once while the crowd is opened; the storm itself knows no such order. */
const TOGETHER = 200;
const OPEN_WITHIN_MS = 120_000;
const BACK_WITHIN_MS = 180_000;
/** Every so many-th has a conversation, which is followed and resumed. */
const TALKING_EVERY = 10;

/** Opens them and waits until all are greeted. */
export async function openCrowd({ socket: url }: ServerLine, count: number): Promise<Crowd> {
  const clock = createSystemClock();
  const members: Member[] = [];
  let attempts = 0;
  let strangers = 0;
  let backAt = 0;

  function join(index: number): void {
    const center = createRemoteContactCenter({
      url,
      clock,
      createSocket: (address) => {
        attempts += 1;
        member.attemptAt = performance.now();
        return socketFrom(address, addressOf(index));
      },
    });
    const session = center.open({ siteId: 'bench' as SiteId, locale: 'en' }); // the configuration's site
    const member: Member = {
      session,
      customerId: undefined,
      conversationId: undefined,
      welcomes: 0,
      attemptAt: performance.now(),
      connectMs: 0,
    };
    members.push(member);
    session.on('welcome', ({ customerId, conversation }) => {
      const isStranger = member.customerId !== undefined && member.customerId !== customerId;
      if (isStranger || (member.conversationId ?? null) !== (conversation?.conversationId ?? null))
        strangers += 1;
      member.customerId = customerId;
      member.welcomes += 1;
      member.connectMs = performance.now() - member.attemptAt;
      backAt = Date.now();
    });
  }

  async function startConversation(member: Member): Promise<void> {
    const conversationId = newId<ConversationId>(clock);
    await member.session.execute(
      { type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' },
      { commandId: newId<CommandId>(clock), intentAt: clock.now() },
    );
    member.conversationId = conversationId;
    member.session.follow(conversationId);
  }

  const greeted = (): number => members.filter(({ welcomes }) => welcomes > 0).length;
  for (let index = 0; index < count; index += 1) {
    join(index);
    if ((index + 1) % TOGETHER === 0 || index + 1 === count)
      await until(() => greeted() === members.length, OPEN_WITHIN_MS, 'a crowd that is greeted');
  }
  for (let index = 0; index < count; index += TALKING_EVERY) await startConversation(members[index]!);

  return {
    watch() {
      for (const member of members) member.welcomes = 0;
      attempts = 0;
      strangers = 0;
    },
    async back() {
      await until(() => greeted() === count, BACK_WITHIN_MS, 'everybody back');
      const times = members.map(({ connectMs }) => connectMs);
      return { backAt, connectP99Ms: percentile(times, 0.99), attempts, strangers };
    },
  };
}
