import { BesideError, LIMITS, type ConversationId, type CustomerCommand } from '@beside/protocol';
import { eventually, mustEqual } from './backend-harness.ts';
import { codeOf, textsOf, type DefineTest } from './contact-center-harness.ts';

const text = (conversationId: ConversationId, words: string): CustomerCommand => ({
  type: 'chat.send',
  conversationId,
  content: { kind: 'text', text: words },
});

/** Rules about what customers ask for. */
export function commandRules(test: DefineTest): void {
  test('[CC7] a conversation begins with its arrival, which its sender recognises', async ({
    open,
    newId,
    newConversationId,
  }) => {
    const page = open();
    await page.greeted();
    const [conversationId, commandId] = [newConversationId(), newId()];
    const context = { attributes: { plan: 'gold' } };
    const start = { type: 'conversation.start', conversationId, channel: 'chat', locale: 'ko' } as const;

    const result = await page.do({ ...start, context }, commandId);
    page.session.follow(conversationId);
    await eventually('both entries', () => page.heard.entries(conversationId).length >= 2);

    mustEqual([result.conversationId, result.seq], [conversationId, 1], 'result');
    const [arrived, changed] = page.heard.entries(conversationId);
    mustEqual([arrived?.type, arrived?.seq, arrived?.at], ['conversation.arrived', 1, result.at], 'arrival');
    mustEqual(arrived?.commandId, commandId, 'command id of the arrival');
    mustEqual(changed?.type === 'conversation.context-changed' && changed.body, { context }, 'context');
  });

  test('[CC8] the same id with the same command is done once, with the same answer', async ({
    open,
    newId,
  }) => {
    const page = open();
    const conversationId = await page.start();
    const commandId = newId();

    const atOnce = await Promise.all([
      page.say(conversationId, 'once', commandId),
      page.say(conversationId, 'once', commandId),
    ]);
    const later = await page.say(conversationId, 'once', commandId);
    await page.say(conversationId, 'marker');

    mustEqual([atOnce[1], later], [atOnce[0], atOnce[0]], 'answers');
    await eventually('the marker', () => textsOf(page.heard.entries(conversationId)).includes('marker'));
    mustEqual(textsOf(page.heard.entries(conversationId)), ['once', 'marker'], 'texts');
  });

  test('[CC8] starting, setting and ending again with the same ids changes nothing', async ({
    open,
    newId,
    newConversationId,
  }) => {
    const page = open();
    await page.greeted();
    const conversationId = newConversationId();
    const commands = (
      [
        { type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' },
        { type: 'conversation.set-context', conversationId, context: { customerName: 'Ada' } },
        { type: 'conversation.end', conversationId },
      ] satisfies CustomerCommand[]
    ).map((command) => ({ command, commandId: newId() }));

    const first = [];
    for (const { command, commandId } of commands) first.push(await page.do(command, commandId));
    const second = [];
    for (const { command, commandId } of commands) second.push(await page.do(command, commandId));

    mustEqual(second, first, 'answers');
    mustEqual(
      first.map(({ seq }) => seq),
      [1, 2, 3],
      'numbers',
    );
  });

  test('[CC8] the same id with another command is a conflict', async ({ open, newId }) => {
    const page = open();
    const conversationId = await page.start();
    const commandId = newId();
    await page.say(conversationId, 'first', commandId);

    mustEqual(await codeOf(page.say(conversationId, 'another', commandId)), 'conflict', 'another text');
    mustEqual(
      await codeOf(page.do({ type: 'conversation.end', conversationId }, commandId)),
      'conflict',
      'another command',
    );
  });

  test('[CC8] a command that is sent again over another connection of the customer is the same', async ({
    open,
    under,
    newId,
  }) => {
    const page = open();
    const conversationId = await page.start();
    const commandId = newId();
    const result = await page.say(conversationId, 'once', commandId);
    await under.cut();
    await eventually('the loss to be noticed', () => page.session.connection.status !== 'connected');
    await under.restore();
    page.session.wake();
    await page.greeted(2);
    const other = open(page.token);
    await other.greeted();

    mustEqual(await page.say(conversationId, 'once', commandId), result, 'over the next connection');
    mustEqual(await other.say(conversationId, 'once', commandId), result, 'from another page');
  });

  test('[CC9] what belongs to others answers like what does not exist', async ({
    open,
    newConversationId,
  }) => {
    const [owner, stranger] = [open(), open()];
    const theirs = await owner.start();
    await stranger.greeted();
    const nothing = newConversationId();

    for (const conversationId of [theirs, nothing]) {
      stranger.session.follow(conversationId);
      const codes = await Promise.all([
        codeOf(stranger.say(conversationId, 'hello?')),
        codeOf(stranger.do({ type: 'conversation.end', conversationId })),
        codeOf(stranger.do({ type: 'conversation.set-context', conversationId, context: {} })),
        codeOf(stranger.session.history(conversationId, { beforeSeq: 10, limit: 10 })),
      ]);
      mustEqual(codes, ['not_found', 'not_found', 'not_found', 'not_found'], 'codes');
    }
    const taken = await codeOf(
      stranger.do({ type: 'conversation.start', conversationId: theirs, channel: 'chat', locale: 'en' }),
    );
    mustEqual(taken, 'not_found', 'an id that somebody else has');
    await owner.say(theirs, 'private');
    await stranger.start(); // whatever was on its way has arrived
    mustEqual(stranger.heard.entries(theirs), [], 'what the stranger heard');
  });

  test('[CC10] a second open conversation is refused with the id of the first', async ({
    open,
    newConversationId,
  }) => {
    const page = open();
    const conversationId = await page.start();
    const second = newConversationId();

    const error = await page
      .do({ type: 'conversation.start', conversationId: second, channel: 'chat', locale: 'en' })
      .catch((cause: unknown) => cause);

    mustEqual(error instanceof BesideError && error.code, 'conversation_open', 'code');
    mustEqual(
      error instanceof BesideError && error.details['conversationId'],
      conversationId,
      'conversation named in the details',
    );
  });

  test('[CC10] after its end a conversation takes nothing more, and another one may begin', async ({
    open,
  }) => {
    const page = open();
    const conversationId = await page.start();
    await page.do({ type: 'conversation.end', conversationId });

    mustEqual(await codeOf(page.say(conversationId, 'too late')), 'conversation_closed', 'a text');
    mustEqual(
      await codeOf(page.do({ type: 'conversation.end', conversationId })),
      'conversation_closed',
      'another end',
    );
    await eventually('the end', () =>
      page.heard.entries(conversationId).some(({ type }) => type === 'conversation.ended'),
    );
    await page.start();
  });

  test('[CC10] an end that names what did not answer by itself is an end like any other', async ({
    open,
  }) => {
    const page = open();
    const conversationId = await page.start();
    const { seq } = await page.say(conversationId, 'hello');

    await page.do({ type: 'conversation.end', conversationId, solvedBy: seq });

    const reasons = () =>
      page.heard
        .entries(conversationId)
        .flatMap((entry) => (entry.type === 'conversation.ended' ? [entry.body.reason] : []));
    await eventually('the end', () => reasons().length > 0);
    mustEqual(reasons(), ['done'], 'reason');
  });

  test('[CC11] what breaks its schema is refused as such, and the session goes on', async ({ open }) => {
    const page = open();
    const conversationId = await page.start();
    const long = 'x'.repeat(LIMITS.maxTextBytes + 1);
    const longInBytes = '가'.repeat(LIMITS.maxTextBytes / 3 + 1);
    const broken = { type: 'conversation.end', conversationId, more: true } as unknown as CustomerCommand;

    mustEqual(await codeOf(page.say(conversationId, long)), 'too_large', 'too many characters');
    mustEqual(await codeOf(page.say(conversationId, longInBytes)), 'too_large', 'too many bytes');
    mustEqual(await codeOf(page.say(conversationId, '  \n ')), 'bad_frame', 'nothing visible');
    mustEqual(await codeOf(page.do(broken)), 'bad_frame', 'a key that is not of the command');
    const longest = 'y'.repeat(LIMITS.maxTextBytes);
    await page.say(conversationId, longest);
    await eventually('the longest text', () => textsOf(page.heard.entries(conversationId)).length > 0);
    mustEqual(textsOf(page.heard.entries(conversationId)), [longest], 'texts');
  });

  test('[CC11] a command larger than a frame may be is refused, and the connection stays', async ({
    open,
  }) => {
    const page = open();
    const conversationId = await page.start();
    // Every part is within its limit, all together are not.
    const value = '가'.repeat(LIMITS.maxAttributeBytes);
    const attributes = Object.fromEntries(
      Array.from({ length: LIMITS.maxAttributes }, (_, index) => [`attribute${String(index)}`, value]),
    );

    const code = await codeOf(
      page.do({ type: 'conversation.set-context', conversationId, context: { attributes } }),
    );

    mustEqual(code, 'too_large', 'code');
    await page.say(conversationId, 'still there');
    mustEqual(page.heard.of('welcome').length, 1, 'times it was greeted');
  });

  test('[CC11] a queue that the site does not have is not found', async ({ open, newConversationId }) => {
    const page = open();
    await page.greeted();

    const code = await codeOf(
      page.do({
        type: 'conversation.start',
        conversationId: newConversationId(),
        channel: 'chat',
        locale: 'en',
        queueId: 'no-such-queue' as never, // well formed
      }),
    );

    mustEqual(code, 'not_found', 'code');
    await page.start();
  });

  test('[CC12] what is sent without waiting happens in the order it was sent', async ({ open }) => {
    const page = open();
    const conversationId = await page.start();
    const texts = Array.from({ length: 12 }, (_, index) => `text ${String(index)}`);

    const results = await Promise.all(texts.map((words) => page.do(text(conversationId, words))));

    await eventually('all', () => textsOf(page.heard.entries(conversationId)).length >= texts.length);
    mustEqual(textsOf(page.heard.entries(conversationId)), texts, 'texts');
    mustEqual(
      results.map(({ seq }) => seq),
      texts.map((_, index) => index + 2),
      'numbers of the answers',
    );
  });
}
