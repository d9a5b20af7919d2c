import { LIMITS, type ConversationPageOptions } from '@beside/protocol';
import { eventually, mustEqual } from './backend-harness.ts';
import { codeOf, type DefineTest } from './contact-center-harness.ts';

/** Rules about the list of a customer's conversations. */
export function conversationsRules(test: DefineTest): void {
  test('[CC20] the list holds what happened, and who answered', async ({ open, agent }) => {
    const page = open();
    const first = await page.start();
    const mina = await agent();
    await mina.take(first);
    await mina.say(first, 'good day');
    await page.do({ type: 'conversation.end', conversationId: first });
    const second = await page.start();
    const returning = open(page.token);
    await returning.greeted();

    const { conversations, more } = await returning.session.listConversations({ limit: 10 });

    const mapped = conversations.map(({ conversationId, status, endedAt, agentName, lastMessage }) => ({
      ...{ conversationId, status, agentName, isOver: endedAt !== null },
      text: lastMessage?.content.kind === 'text' ? lastMessage.content.text : undefined,
    }));
    const rest = { agentName: undefined, isOver: false, text: undefined };
    mustEqual(
      mapped.map((line) => (line.conversationId === second ? { ...line, status: 'open' } : line)),
      [
        { ...rest, conversationId: second, status: 'open' },
        {
          conversationId: first,
          status: 'ended',
          agentName: mina.desk?.agent.alias,
          isOver: true,
          text: 'good day',
        },
      ],
      'lines',
    );
    mustEqual(more, false, 'whether there are more');
    mustEqual(returning.heard.of('welcome')[0]?.hasEarlier, true, 'whether the welcome says so');
    mustEqual(page.heard.of('welcome')[0]?.hasEarlier, false, 'what somebody new is told');
  });

  test('[CC20] what was said in an ended conversation can be read by pages, also without following', async ({
    open,
  }) => {
    const page = open();
    const conversationId = await page.start();
    for (const text of ['a', 'b', 'c']) await page.say(conversationId, text);
    await page.do({ type: 'conversation.end', conversationId });
    await eventually('the end', () => page.heard.entries(conversationId).length >= 5);
    const live = page.heard.entries(conversationId);
    const returning = open(page.token);
    await returning.greeted();

    const { conversations } = await returning.session.listConversations({ limit: 1 });
    const beforeSeq = (conversations[0]?.lastSeq ?? 0) + 1;
    const newest = await returning.session.history(conversationId, { beforeSeq, limit: 3 });
    const oldest = await returning.session.history(conversationId, { beforeSeq: beforeSeq - 3, limit: 3 });

    mustEqual([...oldest.entries, ...newest.entries], live, 'entries');
    mustEqual([newest.more, oldest.more], [true, false], 'whether there are more');
    mustEqual(returning.heard.entries(conversationId), [], 'what was told without following');
  });

  test('[CC20] pages of the list together are the whole, the latest first', async ({ open }) => {
    const page = open();
    const started = [];
    for (let index = 0; index < 5; index += 1) {
      const conversationId = await page.start();
      started.unshift(conversationId);
      await page.do({ type: 'conversation.end', conversationId });
    }

    const listed = [];
    const mores = [];
    let before: ConversationPageOptions['before'];
    do {
      const read = await page.session.listConversations({ before, limit: 2 });
      listed.push(...read.conversations);
      mores.push(read.more);
      const last = read.conversations.at(-1);
      before = last && { startedAt: last.startedAt, conversationId: last.conversationId };
    } while (mores.at(-1) && mores.length < started.length); // whoever lists wrongly must not keep the suite for ever

    mustEqual(mores, [true, true, false], 'whether there are more');
    mustEqual(new Set(listed.map(({ conversationId }) => conversationId)), new Set(started), 'conversations');
    mustEqual(
      [...listed].sort((one, other) => other.startedAt - one.startedAt),
      listed,
      'the latest first',
    );
  });

  test('[CC20] nobody is told of the conversations of others', async ({ open }) => {
    const [owner, stranger] = [open(), open()];
    const conversationId = await owner.start();
    await owner.do({ type: 'conversation.end', conversationId });
    await stranger.greeted();

    const whole = await stranger.session.listConversations({ limit: 10 });
    const after = await stranger.session.listConversations({
      before: { startedAt: Date.now() + 3_600_000, conversationId },
      limit: 10,
    });

    mustEqual(
      [whole, after],
      [
        { conversations: [], more: false },
        { conversations: [], more: false },
      ],
      'lists of a stranger',
    );
  });

  test('[CC20] a page that cannot be is refused, and without a connection nothing is answered', async ({
    open,
    under,
  }) => {
    const page = open();
    await page.greeted();

    mustEqual(
      await Promise.all([
        codeOf(page.session.listConversations({ limit: 0 })),
        codeOf(page.session.listConversations({ limit: LIMITS.maxConversationsPerPage + 1 })),
        codeOf(page.session.listConversations({ limit: 1 })),
      ]),
      ['bad_frame', 'too_large', 'done'],
      'codes',
    );
    await under.cut();
    await eventually('the loss to be noticed', () => page.session.connection.status !== 'connected');
    mustEqual(await codeOf(page.session.listConversations({ limit: 1 })), 'disconnected', 'while cut off');
    await under.restore();
    page.session.close();
    mustEqual(await codeOf(page.session.listConversations({ limit: 1 })), 'closed', 'after closing');
  });
}
