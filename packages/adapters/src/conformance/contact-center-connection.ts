import type { ConversationId, Interaction } from '@beside/protocol';
import { eventually, mustEqual } from './backend-harness.ts';
import { codeOf, textsOf, type DefineTest } from './contact-center-harness.ts';

/** Rules about coming, going and being known again. */
export function connectionRules(test: DefineTest): void {
  test('[CC1] somebody new is greeted with the site, whether somebody is there, and a token to keep', async ({
    open,
    under,
  }) => {
    const page = open();
    await page.greeted();

    const welcome = page.heard.of('welcome')[0];
    mustEqual(welcome?.site.siteId, under.siteId, 'site');
    mustEqual(welcome?.availability.status, 'unattended', 'availability while nobody is signed in');
    mustEqual([welcome?.conversation, welcome?.identified], [null, false], 'conversation and identity');
    mustEqual(typeof page.token, 'string', 'token');
    mustEqual(page.session.connection, { status: 'connected' }, 'connection');
    mustEqual(Number.isFinite(page.session.clockOffsetMs), true, 'clock offset is a number');
  });

  test('[CC1] with the token it is the same customer, and the welcome names the conversation', async ({
    open,
  }) => {
    const first = open();
    const conversationId = await first.start();
    first.session.close();

    const second = open(first.token);
    await second.greeted();

    const [before, after] = [first.heard.of('welcome')[0], second.heard.of('welcome')[0]];
    mustEqual(after?.customerId, before?.customerId, 'customer');
    const { epoch } = first.heard.cursor(conversationId) ?? {};
    mustEqual(
      after?.conversation,
      { conversationId, epoch, status: 'queued', lastSeq: 1 },
      'conversation of the welcome',
    );
  });

  test('[CC1] a token that nobody knows makes somebody new, with a token of their own', async ({ open }) => {
    const page = open('nobody-has-ever-given-out-this-token');
    await page.greeted();

    mustEqual(page.token === 'nobody-has-ever-given-out-this-token', false, 'still the old token');
    mustEqual(page.heard.of('welcome')[0]?.conversation, null, 'conversation');
  });

  test('[CC1] a site that does not exist stops the session, and says why', async ({ under }) => {
    const session = under.contactCenter.open({ siteId: 'no-such-site' as never, locale: 'en' }); // well formed

    await eventually('the end', () => session.connection.status === 'stopped');

    const { connection } = session;
    mustEqual(connection.status === 'stopped' && connection.error?.code, 'origin_refused', 'error');
    session.close();
  });

  test('[CC2] without a connection nothing is accepted, and afterwards everything goes on', async ({
    open,
    under,
    newId,
  }) => {
    const page = open();
    const conversationId = await page.start();
    await under.cut();
    await eventually('the loss to be noticed', () => page.session.connection.status !== 'connected');

    const interactions = [interaction(newId())];
    const codes = await Promise.all([
      codeOf(page.say(conversationId, 'into the void')),
      codeOf(page.session.history(conversationId, { beforeSeq: 5, limit: 5 })),
      codeOf(page.session.report(interactions, { reportId: newId() })),
      codeOf(page.session.identify('a.b.c', { commandId: newId() })),
    ]);
    page.session.signal(conversationId, { kind: 'typing', on: true });
    page.session.receipt(conversationId, { readSeq: 1 });

    mustEqual(codes, ['disconnected', 'disconnected', 'disconnected', 'disconnected'], 'codes');
    await under.restore();
    page.session.wake();
    await page.greeted(2);
    await page.say(conversationId, 'back');
    await eventually('the text', () => textsOf(page.heard.entries(conversationId)).length > 0);
    mustEqual(textsOf(page.heard.entries(conversationId)), ['back'], 'texts');
    mustEqual(
      page.heard.states.filter((status) => status === 'connected').length,
      2,
      'times it was told to be connected',
    );
  });

  test('[CC2] a page that opens without a network connects when there is one', async ({ open, under }) => {
    await under.cut();
    const page = open();
    await eventually('it to wait', () => page.session.connection.status === 'waiting');
    const { connection } = page.session;
    mustEqual(connection.status === 'waiting' && connection.attempt >= 1, true, 'attempt counts from 1');

    await under.restore();
    page.session.wake();

    await page.greeted();
  });

  test('[CC3] closing is for good, safe twice, and nothing is heard afterwards', async ({ open, newId }) => {
    const page = open();
    const other = open();
    await other.greeted();
    const conversationId = await page.start();
    const before = page.heard.of('entries').length;

    const unanswered = codeOf(page.say(conversationId, 'on the way'));
    page.session.close();
    page.session.close();
    page.session.wake();
    page.session.follow(conversationId);
    page.session.unfollow(conversationId);

    mustEqual(page.session.connection, { status: 'stopped' }, 'connection');
    mustEqual(await unanswered, 'closed', 'what waited for its answer');
    mustEqual(await codeOf(page.say(conversationId, 'too late')), 'closed', 'a command');
    mustEqual(
      await codeOf(page.session.history(conversationId, { beforeSeq: 2, limit: 1 })),
      'closed',
      'history',
    );
    mustEqual(
      await codeOf(page.session.report([interaction(newId())], { reportId: newId() })),
      'closed',
      'a report',
    );
    await other.start(); // whatever was on its way has arrived
    mustEqual(page.heard.of('entries').length, before, 'entries heard');
  });

  test('[CC3] a listener that throws disturbs nobody, and one that was taken away hears nothing', async ({
    open,
  }) => {
    const page = open();
    let heard = 0;
    const stop = page.session.on('entries', () => (heard += 1));
    stop();
    stop();
    page.session.on('entries', () => {
      throw new Error('on purpose');
    });
    let last = 0;
    page.session.on('entries', ({ cursor }) => (last = cursor.seq));

    const conversationId = await page.start();
    await page.say(conversationId, 'still there?');

    await eventually('the second entry', () => last === 2);
    mustEqual(heard, 0, 'what the listener that was taken away heard');
  });

  test('[CC4] a report counts once for its id', async ({ open, newId }) => {
    const page = open();
    await page.greeted();
    const [reportId, interactions] = [newId(), [interaction(newId())]];

    const first = await page.session.report(interactions, { reportId });
    const second = await page.session.report(interactions, { reportId });

    mustEqual(second, first, 'the second answer');
    mustEqual([first.conversationId, first.seq], [null, 0], 'no conversation');
    mustEqual(typeof page.session.reportOnExit(interactions, { reportId }), 'boolean', 'on exit');
  });

  test('[CC4] a report that breaks its schema is refused', async ({ open, newId }) => {
    const page = open();
    await page.greeted();
    const broken = { ...interaction(newId()), name: 'Not A Name' };

    mustEqual(await codeOf(page.session.report([broken], { reportId: newId() })), 'bad_frame', 'code');
  });

  test('[CC5] an identity that is not good is refused, and the session goes on', async ({ open, newId }) => {
    const page = open();
    await page.greeted();

    const code = await codeOf(page.session.identify('not.a.token', { commandId: newId() }));

    mustEqual(['unauthenticated', 'unsupported'].includes(code), true, `refused, got ${code}`);
    await page.start();
  });

  test('[CC6] what was acknowledged survives the end of what is behind', async ({ open, under, newId }) => {
    if (!under.restart) return;
    const page = open();
    const conversationId = await page.start();
    const commandId = newId();
    const result = await page.say(conversationId, 'keep me', commandId);

    await under.restart();
    page.session.wake();
    await page.greeted(2);

    mustEqual(await page.say(conversationId, 'keep me', commandId), result, 'the answer to the repetition');
    await page.say(conversationId, 'afterwards');
    await eventually('both', () => textsOf(page.heard.entries(conversationId)).length >= 2);
    mustEqual(textsOf(page.heard.entries(conversationId)), ['keep me', 'afterwards'], 'texts');
    const fresh = open(page.token);
    await fresh.greeted();
    mustEqual(
      fresh.heard.of('welcome')[0]?.conversation?.conversationId,
      conversationId satisfies ConversationId,
      'conversation of the welcome',
    );
  });
}

function interaction(id: string): Interaction {
  return { id: id as Interaction['id'], name: 'panel.opened', at: 1_000, properties: {} }; // a fresh UUIDv7
}
