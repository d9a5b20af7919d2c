import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type Interaction } from '@beside/protocol';
import { settle } from '../../testing/fake-clock.ts';
import { createFakeFlowSource, FLOW, type FakeFlowSource } from '../../testing/flows.ts';
import { openBrowser, type Browser, type CustomerPage } from '../../testing/open-customers.ts';
import type { FlowChannel } from './view.ts';

interface Opened {
  readonly browser: Browser;
  readonly source: FakeFlowSource;
  readonly page: CustomerPage;
  readonly flow: FlowChannel;
  /** Names and nodes of what was reported so far. */
  readonly reported: () => Promise<readonly string[]>;
}

const startWith = (browser: Browser, source: FakeFlowSource): Promise<CustomerPage> =>
  browser.startPage({ flow: { first: Promise.resolve(undefined), open: async () => source } });

async function open(): Promise<Opened> {
  const [browser, source] = [openBrowser(), createFakeFlowSource()];
  const told: Interaction[] = [];
  browser.center.script.report = async (interactions) => {
    told.push(...interactions);
    return { seq: 1 } as never; // nobody reads it
  };
  const page = await startWith(browser, source);
  const flow = await page.client.openFlow();
  return {
    ...{ browser, source, page, flow },
    async reported() {
      await browser.clock.advance(2_000);
      return told
        .filter(({ name }) => name.startsWith('flow.'))
        .map(({ name, properties }) => `${name.slice(5)} ${properties['nodeId']}`);
    },
  };
}

/** The level that is shown, with the number of its step left out. */
const shown = ({ state }: FlowChannel) => state.view?.nodeId ?? state.status;

test('[I1] outside nothing is shown; a choice of the first level leads in', async () => {
  const { flow } = await open();
  const before = shown(flow);

  const outcome = await flow.begin('returns');

  assert.deepEqual([before, outcome, shown(flow)], ['outside', { kind: 'moved' }, 'returns']);
  assert.deepEqual(
    flow.state.view?.crumbs.map(({ label }) => label),
    ['Topics', 'Returns'],
  );
});

test('[I6] every step is reported once, with where it led to', async () => {
  const { flow, reported } = await open();

  await flow.begin('delivery');
  await flow.move({ type: 'submit', values: { order: '1234' } });

  assert.deepEqual(await reported(), [
    ...['entered start', 'left start', 'entered order', 'left order', 'entered ask', 'led-to ask'],
  ]);
});

test('[I1] a double click begins and moves once', async () => {
  const { flow, reported } = await open();

  await Promise.all([flow.begin('delivery'), flow.begin('delivery')]);
  const values = { order: '1' };
  const outcomes = await Promise.all([
    flow.move({ type: 'submit', values }),
    flow.move({ type: 'submit', values }),
  ]);

  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['moved', 'refused'],
  );
  assert.equal((await reported()).filter((one) => one === 'entered ask').length, 1);
});

test('[I1] what is wrong with a form is told by field, and nothing moves', async () => {
  const { flow } = await open();
  await flow.begin('delivery');

  const outcome = await flow.move({ type: 'submit', values: { order: 'twelve' } });

  assert.deepEqual(outcome, { kind: 'refused', refusal: 'invalid', problems: { order: 'format' } });
  assert.equal(shown(flow), 'order');
});

test('a reload goes on where it was, with what was filled in', async () => {
  const { flow, page, browser, source } = await open();
  await flow.begin('delivery');
  await flow.move({ type: 'submit', values: { order: '1234' } });
  await flow.move({ type: 'back' });
  page.client.stop();

  const next = await startWith(browser, source);
  const again = await next.client.openFlow();

  assert.equal(shown(again), 'order');
  const { view } = again.state;
  assert.deepEqual(view?.kind === 'form' && view.fields.map(({ value }) => value), ['1234', '']);
});

test('after an hour it begins at home', async () => {
  const { flow, page, browser, source } = await open();
  await flow.begin('returns');
  page.client.stop();
  await browser.clock.advance(3_600_001);

  const again = await (await startWith(browser, source)).client.openFlow();

  assert.equal(shown(again), 'outside');
});

test('[M3] another tab shows the same, and of two moves on one level the first is made', async () => {
  const { flow, browser, source } = await open();
  const other = await (await startWith(browser, source)).client.openFlow();
  await flow.begin('returns');
  await settle();
  const both = [shown(flow), shown(other)];

  const outcomes = await Promise.all([
    flow.move({ type: 'solved', helped: false }),
    other.move({ type: 'solved', helped: true }),
  ]);
  await settle();

  assert.deepEqual(both, ['returns', 'returns']);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['moved', 'refused'],
  );
  assert.deepEqual([shown(flow), shown(other)], ['ask', 'ask']);
});

test('who is inside a revision that was replaced finishes it; who begins anew gets the new one', async () => {
  const { flow, page, browser, source } = await open();
  await flow.begin('returns');
  source.revisions.push({ ...FLOW, nodes: { start: FLOW.nodes['start']!, order: FLOW.nodes['order']! } });
  page.client.stop();

  const again = await (await startWith(browser, source)).client.openFlow();
  const outcome = await again.move({ type: 'solved', helped: false });
  const old = shown(again);
  await again.leave();
  await again.begin('delivery');

  assert.deepEqual([outcome.kind, old, shown(again)], ['moved', 'ask', 'order']);
  assert.equal(source.asked.at(-1), 'flow 2');
});

test('[I2] the way and what was filled in go into the conversation, with the queue, also after a reload', async () => {
  const { flow, browser, source, page } = await open();
  await flow.begin('delivery');
  const outcome = await flow.move({ type: 'submit', values: { order: '1234', phone: '010-1234-5678' } });
  page.client.stop();
  const next = await startWith(browser, source);

  await next.client.chat.send({ kind: 'text', text: 'Hello' });
  await settle();

  assert.deepEqual(outcome, {
    kind: 'moved',
    leadsTo: { do: 'chat', queueId: 'orders', reason: 'A parcel is late' },
  });
  const [start] = browser.center.session.callsOf('execute').map(({ command }) => command);
  assert.ok(start?.type === 'conversation.start');
  assert.equal(start.queueId, 'orders');
  assert.deepEqual(start.context?.flow, {
    ...{ flowId: 'shop', revision: 1 },
    path: [
      { nodeId: 'start', label: 'Where is my parcel?' },
      { nodeId: 'order', label: 'Your order' },
      { nodeId: 'ask', label: 'A parcel is late' },
    ],
    answers: [
      { variable: 'order', label: 'Order number', value: '1234' },
      { variable: 'phone', label: 'Telephone', value: '010-1234-5678' },
    ],
  });
  assert.equal(next.client.way?.phone, '010-1234-5678');
});

test('conditions look at what the page says', async () => {
  const { flow, page } = await open();
  const refused = await flow.begin('cart');
  await page.client.setContext({
    cart: { items: [{ id: 'a', name: 'Lamp', quantity: 1, unitPrice: 120 }], total: 120, currency: 'EUR' },
  });

  const outcome = await flow.begin('cart');

  assert.deepEqual([refused.kind, outcome.kind, shown(flow)], ['refused', 'moved', 'big-cart']);
});

test('[I5] a choice that was found leads from anywhere to where it leads', async () => {
  const { flow } = await open();

  const [hit] = await flow.search('parcel');
  assert.ok(hit?.kind === 'choice');
  await flow.goTo(hit);

  assert.equal(shown(flow), 'order');
  assert.deepEqual(
    flow.state.view?.crumbs.map(({ nodeId }) => nodeId),
    ['start', 'order'],
  );
});

test('[I2] a person can be asked for at every level, and that is reported', async () => {
  const { flow, reported } = await open();
  await flow.begin('returns');

  const outcome = await flow.askPerson('callback');

  assert.deepEqual(outcome, { kind: 'moved', leadsTo: { do: 'callback' } });
  assert.equal((await reported()).at(-1), 'led-to returns');
  assert.deepEqual(
    flow.state.people.map(({ kind }) => kind),
    ['chat', 'callback'],
  );
});

test('leaving shows home again, in every tab, and says which choice led in', async () => {
  const { flow, browser, source } = await open();
  const other = await (await startWith(browser, source)).client.openFlow();
  await flow.begin('returns');
  await settle();

  const choiceId = await flow.leave();
  await settle();

  assert.deepEqual([choiceId, shown(flow), shown(other)], ['returns', 'outside', 'outside']);
});

test('a server that is away rejects, and the next try goes on', async () => {
  const { flow, source } = await open();
  source.isAway = true;
  const refusal = await flow.begin('returns').catch((cause: unknown) => cause);
  source.isAway = false;

  await flow.begin('returns');

  assert.ok(refusal instanceof BesideError && refusal.code === 'unavailable');
  assert.equal(shown(flow), 'returns');
});

test('forgetting the customer forgets the way', async () => {
  const { flow, page, browser } = await open();
  await flow.begin('delivery');

  await page.client.forget();

  assert.deepEqual(
    [shown(flow), page.client.way, await browser.store.get('shop.flow')],
    ['outside', undefined, undefined],
  );
});

test('a page without a flow says so', async () => {
  const page = await openBrowser().startPage();

  const refusal = await page.client.openFlow().catch((cause: unknown) => cause);

  assert.ok(refusal instanceof BesideError && refusal.code === 'unsupported');
});
