import { LIMITS, type Entry, type Epoch } from '@beside/protocol';
import { eventually, mustEqual } from './backend-harness.ts';
import { textsOf, type DefineTest } from './contact-center-harness.ts';

/** Texts that adapters like to break. */
const DIFFICULT_TEXTS = [
  '안녕하세요, 주문한 것이 아직 안 왔어요.',
  '<b onclick="x()">bold</b> & {{name}} ${name} %s',
  '👩‍👩‍👧‍👦 first line\nsecond line\ttab',
  'عربي \u202Aleft\u202C',
  '{"type":"conversation.end"} \\u0041 \\n __proto__',
];

const seqsOf = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq);

/** Rules about reading timelines. */
export function readingRules(test: DefineTest): void {
  test('[CC13] entries arrive once, in order, unchanged, with numbers that have no gap', async ({ open }) => {
    const page = open();
    const conversationId = await page.start();

    for (const text of DIFFICULT_TEXTS) await page.say(conversationId, text);

    await eventually('all', () => textsOf(page.heard.entries(conversationId)).length >= 5);
    const entries = page.heard.entries(conversationId);
    mustEqual(textsOf(entries), DIFFICULT_TEXTS, 'texts');
    mustEqual(seqsOf(entries), [1, 2, 3, 4, 5, 6], 'numbers');
    mustEqual(new Set(entries.map(({ id }) => id)).size, 6, 'different ids');
    mustEqual(page.heard.cursor(conversationId)?.seq, 6, 'cursor');
  });

  test('[CC13] two pages of one customer see the same', async ({ open }) => {
    const one = open();
    const conversationId = await one.start();
    const two = open(one.token);
    await two.greeted();
    two.session.follow(conversationId);

    await one.say(conversationId, 'from one');
    await two.say(conversationId, 'from two');

    for (const { heard } of [one, two])
      await eventually('both texts', () => textsOf(heard.entries(conversationId)).length >= 2);
    mustEqual(two.heard.entries(conversationId), one.heard.entries(conversationId), 'entries');
    mustEqual(two.heard.of('welcome')[0]?.customerId, one.heard.of('welcome')[0]?.customerId, 'customer');
  });

  test('[CC14] after a cut exactly what is missing arrives', async ({ open, under, agent }) => {
    const page = open();
    const conversationId = await page.start();
    const mina = await agent();
    await mina.take(conversationId);
    await mina.say(conversationId, 'before');
    await eventually('the text', () => textsOf(page.heard.entries(conversationId)).length >= 1);

    await under.cut();
    await eventually('the loss to be noticed', () => page.session.connection.status !== 'connected');
    await mina.say(conversationId, 'meanwhile 1');
    await mina.say(conversationId, 'meanwhile 2');
    await under.restore();
    page.session.wake();
    await page.greeted(2);
    await mina.say(conversationId, 'after');

    await eventually('the last', () => textsOf(page.heard.entries(conversationId)).includes('after'));
    mustEqual(
      textsOf(page.heard.entries(conversationId)),
      ['before', 'meanwhile 1', 'meanwhile 2', 'after'],
      'texts',
    );
    mustEqual(page.heard.of('discontinuity').length, 0, 'discontinuities');
  });

  test('[CC14] from a cursor on only what comes after it is told, also when that is nothing', async ({
    open,
  }) => {
    const first = open();
    const conversationId = await first.start();
    await first.say(conversationId, 'one');
    await first.say(conversationId, 'two');
    await eventually('both', () => textsOf(first.heard.entries(conversationId)).length >= 2);
    const cursor = first.heard.cursor(conversationId);
    if (!cursor) throw new Error('no cursor');
    const [second, third] = [open(first.token), open(first.token)];
    await second.greeted();
    await third.greeted();

    second.session.follow(conversationId, { ...cursor, seq: 2 });
    third.session.follow(conversationId, cursor);

    await eventually('the second', () => second.heard.cursor(conversationId)?.seq === cursor.seq);
    await eventually('the third', () => third.heard.cursor(conversationId)?.seq === cursor.seq);
    mustEqual(textsOf(second.heard.entries(conversationId)), ['two'], 'texts after the cursor');
    mustEqual(third.heard.entries(conversationId), [], 'entries after the newest');
  });

  test('[CC14] who no longer follows hears nothing, and following again tells everything again', async ({
    open,
  }) => {
    const page = open();
    const conversationId = await page.start();
    const witness = open(page.token);
    witness.session.follow(conversationId); // before it is greeted
    page.session.unfollow(conversationId);
    page.session.unfollow(conversationId);

    await page.say(conversationId, 'unheard');

    await eventually('a witness', () => textsOf(witness.heard.entries(conversationId)).length > 0);
    mustEqual(textsOf(page.heard.entries(conversationId)), [], 'texts while not following');

    page.heard.forget(conversationId);
    page.session.follow(conversationId);

    await eventually('the whole', () => page.heard.entries(conversationId).length >= 2);
    mustEqual(seqsOf(page.heard.entries(conversationId)), [1, 2], 'numbers');
  });

  test('[CC15] older entries come in pages, which together are the whole', async ({ open }) => {
    const page = open();
    const conversationId = await page.start();
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await page.say(conversationId, text);
    await eventually('all', () => page.heard.entries(conversationId).length >= 7);
    const live = page.heard.entries(conversationId);

    const newest = await page.session.history(conversationId, { beforeSeq: 8, limit: 3 });
    const middle = await page.session.history(conversationId, { beforeSeq: 5, limit: 3 });
    const oldest = await page.session.history(conversationId, { beforeSeq: 2, limit: 3 });
    const none = await page.session.history(conversationId, { beforeSeq: 1, limit: 3 });

    mustEqual([...oldest.entries, ...middle.entries, ...newest.entries], live, 'entries');
    mustEqual(
      [newest, middle, oldest, none].map(({ more }) => more),
      [true, true, false, false],
      'whether there are more',
    );
    mustEqual(none.entries, [], 'before the first');
  });

  for (const reason of ['epoch', 'future'] as const) {
    test(`[CC16] a cursor of ${reason === 'epoch' ? 'another epoch' : 'the future'} is told not to continue`, async ({
      open,
    }) => {
      const first = open();
      const conversationId = await first.start();
      await first.say(conversationId, 'one');
      await eventually('the text', () => textsOf(first.heard.entries(conversationId)).length > 0);
      const { epoch } = first.heard.cursor(conversationId) ?? {};
      if (!epoch) throw new Error('no cursor');
      const second = open(first.token);
      await second.greeted();

      const foreign = 'another-epoch-of-this' as Epoch; // well formed
      second.session.follow(
        conversationId,
        reason === 'epoch' ? { epoch: foreign, seq: 1 } : { epoch, seq: 99 },
      );
      await eventually('the break', () => second.heard.of('discontinuity').length > 0);
      await first.say(conversationId, 'two');

      await eventually('both', () => textsOf(second.heard.entries(conversationId)).length >= 2);
      mustEqual(
        second.heard.of('discontinuity'),
        [{ conversationId, cursor: { epoch, seq: 0 }, reason }],
        'discontinuities',
      );
      mustEqual(textsOf(second.heard.entries(conversationId)), ['one', 'two'], 'texts');
    });
  }

  test('[CC16] who is too far behind gets the newest page, and the rest by history', async ({ open }) => {
    const first = open();
    const conversationId = await first.start();
    const count = LIMITS.maxResumeEntries + 2;
    for (let index = 0; index < count; index += 1)
      await first.do({
        type: 'conversation.set-context',
        conversationId,
        context: { customerName: `${String(index)}` },
      });
    const lastSeq = count + 1;
    await eventually('all', () => first.heard.cursor(conversationId)?.seq === lastSeq);
    const { epoch } = first.heard.cursor(conversationId) ?? {};
    if (!epoch) throw new Error('no cursor');
    const [behind, just] = [open(first.token), open(first.token)];
    await behind.greeted();
    await just.greeted();

    behind.session.follow(conversationId, { epoch, seq: 1 });
    just.session.follow(conversationId, { epoch, seq: lastSeq - LIMITS.maxResumeEntries });
    await eventually('the newest', () => behind.heard.cursor(conversationId)?.seq === lastSeq);
    await eventually('the newest', () => just.heard.cursor(conversationId)?.seq === lastSeq);

    const [{ cursor, reason } = { cursor: undefined, reason: undefined }] = behind.heard.of('discontinuity');
    mustEqual(reason, 'too-far', 'reason');
    const restart = cursor?.seq ?? 0;
    mustEqual(behind.heard.entries(conversationId).length, lastSeq - restart, 'entries of the newest page');
    const older = await behind.session.history(conversationId, { beforeSeq: restart + 1, limit: 1 });
    mustEqual(seqsOf(older.entries), [restart], 'the entry before the newest page');
    mustEqual(just.heard.of('discontinuity'), [], 'discontinuities of who is not too far behind');
    mustEqual(just.heard.entries(conversationId).length, LIMITS.maxResumeEntries, 'entries resumed');
  });
}
