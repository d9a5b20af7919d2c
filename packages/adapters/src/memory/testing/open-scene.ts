import {
  newId,
  type CommandId,
  type ConversationId,
  type CustomerCommand,
  type CustomerSession,
  type Entry,
  type SiteId,
} from '@beside/protocol';
import { createFakeClock } from '../../shared/testing/clocks.ts';
import { createMemoryCenter, type MemoryCenterOptions } from '../index.ts';

/** A center in memory with time in the test's hands, and ways to come to it. */
export function openScene(options: Partial<MemoryCenterOptions> = {}) {
  const clock = createFakeClock();
  const center = createMemoryCenter({ clock, ...options });
  return {
    clock,
    center,
    async customer(token?: string) {
      const siteId = 'shop' as SiteId; // one of the sites
      const session = center.contactCenter.open({ siteId, locale: 'en', ...(token ? { token } : {}) });
      const told: string[] = [];
      const tokens: string[] = [];
      session.on('entries', ({ entries }) => told.push(...entries.map(describeEntry)));
      session.on('signal', ({ from, signal }) =>
        told.push(signal.kind === 'typing' ? `${from} typing ${signal.on}` : `place ${signal.position}`),
      );
      session.on('receipts', ({ agent }) => told.push(`agent read ${agent.readSeq}`));
      session.on('token', (next) => tokens.push(next.token));
      await clock.settle();
      return { session, told, tokens };
    },
    do: (session: CustomerSession, command: CustomerCommand) =>
      session.execute(command, { commandId: newId<CommandId>(clock), intentAt: clock.now() }),
    async start(session: CustomerSession) {
      const conversationId = newId<ConversationId>(clock);
      await this.do(session, { type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
      session.follow(conversationId);
      await clock.settle();
      return conversationId;
    },
    async desk(name: string) {
      const session = center.agentDesk.open({ locale: 'en', ticket: async () => center.createTicket(name) });
      const desks: Parameters<Parameters<typeof session.on<'desk'>>[1]>[0][] = [];
      session.on('desk', (desk) => desks.push(desk));
      await clock.settle();
      const act = (command: Parameters<typeof session.execute>[0]) =>
        session.execute(command, { commandId: newId<CommandId>(clock), intentAt: clock.now() });
      return { session, desks, act };
    },
  };
}

/** An entry as one line. */
export function describeEntry(entry: Entry): string {
  if (entry.type !== 'chat.message') return entry.type;
  const { author, content } = entry.body;
  return `${author.role}: ${content.kind === 'text' ? content.text : content.kind}`;
}

/** The command that says something. */
export const say = (conversationId: ConversationId, text: string): CustomerCommand => ({
  type: 'chat.send',
  conversationId,
  content: { kind: 'text', text },
});
