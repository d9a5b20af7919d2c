import type { Entry } from '@beside/protocol';
import { eventually, mustEqual } from './backend-harness.ts';
import { codeOf, textsOf, type DefineTest } from './contact-center-harness.ts';

const typesOf = (entries: readonly Entry[]): string[] => entries.map(({ type }) => type);

/** Rules about customers and agents together. */
export function peopleRules(test: DefineTest): void {
  test('[CC17] an agent takes what rings, and both sides see what is for them', async ({ open, agent }) => {
    const page = open();
    const conversationId = await page.start();
    await page.say(conversationId, 'hello');
    const mina = await agent();

    await mina.take(conversationId);
    await mina.say(conversationId, 'good day');

    await eventually('the answer', () => textsOf(page.heard.entries(conversationId)).length >= 2);
    await eventually('the whole', () => mina.heard.entries(conversationId).length >= 6);
    const [seen, all] = [page.heard.entries(conversationId), mina.heard.entries(conversationId)];
    mustEqual(
      typesOf(all),
      [
        'conversation.arrived',
        'chat.message',
        'conversation.offered',
        'conversation.answered',
        'chat.message',
        'conversation.first-responded',
      ],
      'what the agent sees',
    );
    mustEqual(
      typesOf(seen),
      ['conversation.arrived', 'chat.message', 'conversation.answered', 'chat.message'],
      'what the customer sees',
    );
    await eventually(
      'the hidden numbers to be covered',
      () => page.heard.cursor(conversationId)?.seq === all.at(-1)?.seq,
    );
    const answer = seen.at(-1);
    mustEqual(
      answer?.type === 'chat.message' && answer.body.author,
      { role: 'agent', agentId: mina.desk?.agent.agentId, name: mina.desk?.agent.alias },
      'author of the answer',
    );
    mustEqual(answer?.commandId, undefined, "the command id of somebody else's entry");
    mustEqual(all[1]?.commandId, undefined, "the customer's command id at the agent");
    mustEqual(typeof seen[1]?.commandId, 'string', 'the command id of one’s own entry');
  });

  test('[CC17] what an agent gives back waits again, and the customer is told', async ({ open, agent }) => {
    const page = open();
    const conversationId = await page.start();
    const mina = await agent();
    await mina.take(conversationId);
    await mina.do({ type: 'presence.set', presence: 'busy' });

    await mina.do({ type: 'conversation.release', conversationId });

    await eventually('the return', () =>
      typesOf(page.heard.entries(conversationId)).includes('conversation.returned'),
    );
    await eventually('the desk', () => mina.desk?.conversations.length === 0);
    mustEqual(
      await codeOf(mina.say(conversationId, 'not mine any more')),
      'not_found',
      'a text of the agent',
    );
    await page.say(conversationId, 'anybody?');
    await eventually('the text', () => textsOf(page.heard.entries(conversationId)).length > 0);
  });

  test('[CC17] whether somebody is there is told when it changes', async ({ open, agent }) => {
    const page = open();
    await page.greeted();
    const mina = await agent();

    await mina.do({ type: 'presence.set', presence: 'available' });

    await eventually('opening', () => page.heard.of('availability').at(-1)?.status === 'open');
    await mina.do({ type: 'presence.set', presence: 'away' });
    await eventually('leaving', () => page.heard.of('availability').at(-1)?.status === 'unattended');
  });

  test('[CC17] an agent may not do what is not theirs, and an offer that is gone is said to be', async ({
    open,
    agent,
    newId,
  }) => {
    const page = open();
    const conversationId = await page.start();
    const mina = await agent();
    const offerId = newId() as never; // a fresh UUIDv7

    mustEqual(
      await codeOf(mina.do({ type: 'offer.accept', conversationId, offerId })),
      'offer_gone',
      'accepting what does not ring',
    );
    mustEqual(await codeOf(mina.say(conversationId, 'hello')), 'not_found', 'a text into the queue');
    mustEqual(
      await codeOf(mina.session.history(conversationId, { beforeSeq: 5, limit: 5 })),
      'not_found',
      'reading what waits',
    );
  });

  test('[CC18] each side hears the other one type, and not itself', async ({ open, agent }) => {
    const page = open();
    const conversationId = await page.start();
    const mina = await agent();
    await mina.take(conversationId);

    page.session.signal(conversationId, { kind: 'typing', on: true });
    await eventually('the customer', () => typing(mina.heard.of('signal')).length >= 1);
    mina.session.signal(conversationId, { kind: 'typing', on: true });
    mina.session.signal(conversationId, { kind: 'typing', on: false });
    await eventually('the agent', () => typing(page.heard.of('signal')).length >= 2);

    mustEqual(
      typing(page.heard.of('signal')),
      [
        { conversationId, from: 'agent', signal: { kind: 'typing', on: true } },
        { conversationId, from: 'agent', signal: { kind: 'typing', on: false } },
      ],
      'what the customer heard',
    );
    mustEqual(
      typing(mina.heard.of('signal')),
      [{ conversationId, from: 'customer', signal: { kind: 'typing', on: true } }],
      'what the agent heard',
    );
  });

  test('[CC18] who waits is told the place in the queue', async ({ open }) => {
    const [first, second] = [open(), open()];
    const one = await first.start();
    const two = await second.start();
    const placeOf = (page: typeof first): number | undefined => {
      const places = page.heard
        .of('signal')
        .flatMap(({ signal }) => (signal.kind === 'queue-position' ? [signal.position] : []));
      return places.at(-1);
    };

    await eventually('the places', () => placeOf(first) === 1 && placeOf(second) === 2);
    await first.do({ type: 'conversation.end', conversationId: one });

    await eventually('moving up', () => placeOf(second) === 1);
    mustEqual(second.heard.entries(two).length, 1, 'nothing of it is an entry');
  });

  test('[CC18] who comes back while waiting is told the place, though it has not changed', async ({
    open,
  }) => {
    const page = open();
    const conversationId = await page.start();
    await eventually('the place', () => page.heard.of('signal').length > 0);
    const reloaded = open(page.token);
    await reloaded.greeted();

    reloaded.session.follow(conversationId);

    await eventually('the place again', () => reloaded.heard.of('signal').length > 0);
    mustEqual(
      reloaded.heard.of('signal')[0],
      { conversationId, from: 'server', signal: { kind: 'queue-position', position: 1 } },
      'signal',
    );
  });

  test('[CC19] receipts reach the other side, only grow, and never beyond what is there', async ({
    open,
    agent,
  }) => {
    const page = open();
    const conversationId = await page.start();
    await page.say(conversationId, 'read me');
    const mina = await agent();
    await mina.take(conversationId);
    const lastOf = () => page.heard.of('receipts').at(-1);

    mina.session.receipt(conversationId, { readSeq: 2 });
    await eventually('the reading', () => lastOf()?.agent.readSeq === 2);
    mina.session.receipt(conversationId, { deliveredSeq: 1, readSeq: 1 });
    page.session.receipt(conversationId, { deliveredSeq: 9_999 });
    await eventually('the delivery', () => (lastOf()?.customer.deliveredSeq ?? 0) > 0);

    const lastSeq = mina.heard.cursor(conversationId)?.seq ?? 0;
    await eventually('the agent to hear it', () => mina.heard.of('receipts').length > 0);
    mustEqual(
      lastOf(),
      {
        conversationId,
        customer: { deliveredSeq: lastSeq, readSeq: 0 },
        agent: { deliveredSeq: 2, readSeq: 2 },
      },
      'receipts',
    );
    const fresh = open(page.token);
    await fresh.greeted();
    fresh.session.follow(conversationId);
    await eventually('receipts for whoever begins to follow', () => fresh.heard.of('receipts').length > 0);
    mustEqual(fresh.heard.of('receipts')[0], lastOf(), 'receipts at the beginning');
  });
}

function typing<Told extends { readonly signal: { readonly kind: string } }>(told: readonly Told[]): Told[] {
  return told.filter(({ signal }) => signal.kind === 'typing');
}
