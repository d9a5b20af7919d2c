import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { callbackId, HOLD, OFFER, viewOf, WISH } from '../../testing/callbacks.ts';
import { settle } from '../../testing/fake-clock.ts';
import { conversationId } from '../../testing/ids.ts';
import { openCallback } from '../../testing/open-callback.ts';
import { openBrowser } from '../../testing/open-customers.ts';

test('[C1] what is offered comes with the zone of the browser', async () => {
  const { channel, noted } = await openCallback();

  const offer = await channel.offer();

  assert.deepEqual(offer, OFFER);
  assert.deepEqual(noted, [['offer', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone }]]);
});

test('[C1] a request says what it was chosen from, in a conversation of its own', async () => {
  const { channel, commands, browser } = await openCallback();

  await channel.request(WISH);
  await settle();

  const [request] = commands();
  assert.ok(request?.type === 'callback.request');
  assert.deepEqual(
    { ...request, callbackId: '', conversationId: '', browserZone: undefined },
    {
      type: 'callback.request',
      ...{ callbackId: '', conversationId: '', browserZone: undefined },
      ...{
        when: { kind: 'asap' },
        availabilityRevision: 'now.1',
        zone: 'Asia/Seoul',
        locale: 'en',
        context: {},
      },
      target: { kind: 'phone', number: '010-1234-5678', country: 'KR' },
      matter: { path: [], note: 'The parcel did not come.' },
      consents: request.consents,
    },
  );
  assert.deepEqual(browser.page.client.chat.view.status, 'idle');
});

test('[C11] every consent goes with kind, answer, version and hash of its text, and the moment of the decision', async () => {
  const { channel, commands } = await openCallback();

  await channel.request(WISH);
  await settle();

  const [request] = commands();
  assert.ok(request?.type === 'callback.request');
  const shape = { locale: 'en', at: 900 };
  assert.deepEqual(request.consents, [
    {
      consentId: 'calls',
      kind: 'required',
      textVersion: '3',
      textHash: 'a'.repeat(64),
      isGiven: true,
      ...shape,
    },
    {
      consentId: 'news',
      kind: 'optional',
      textVersion: '1',
      textHash: 'b'.repeat(64),
      isGiven: false,
      ...shape,
    },
  ]);
});

test('[Q2] without a connection a request is kept with its moment of intent, also over a reload', async () => {
  const { channel, browser } = await openCallback();
  browser.center.session.disconnect();
  const intentAt = browser.clock.now();
  await channel.request(WISH);
  await browser.clock.advance(60_000);
  browser.page.client.stop();

  const next = await browser.startPage();
  const again = await next.client.openCallback();
  await settle();

  assert.deepEqual(
    browser.center.session.callsOf('execute').map((call) => call.intentAt),
    [intentAt],
  );
  assert.equal(again.state.problem, undefined);
});

test('[Q2] while it waits, it is said that it does, by the last digits of the number', async () => {
  const { channel, browser } = await openCallback();
  browser.center.session.disconnect();
  const intentAt = browser.clock.now();

  const key = await channel.request(WISH);

  const { pending } = channel.state;
  assert.deepEqual(
    { ...pending, callbackId: '' },
    {
      ...{ key, kind: 'request', callbackId: '', intentAt },
      ...{ when: { kind: 'asap' }, numberEnding: '5678', isSending: false },
    },
  );
  assert.equal(browser.page.client.chat.view.status, 'idle'); // so that the next page connects by itself
});

test('between its acknowledgement and the first view, a request is not nothing', async () => {
  const { channel, browser, commands } = await openCallback();
  const seen: string[] = [];
  channel.onChange(({ pending, view }) => seen.push(view?.status ?? pending?.kind ?? 'nothing'));

  await channel.request(WISH);
  await settle();
  const [request] = commands();
  assert.ok(request?.type === 'callback.request');
  browser.center.session.emit('callback', viewOf({ callbackId: request.callbackId }));

  assert.deepEqual([...new Set(seen)], ['request', 'waiting']);
  assert.equal(channel.state.pending, undefined);
});

test('[C3] a refused request stays as a problem with its alternatives, and without the number', async () => {
  const { channel, browser } = await openCallback();
  browser.center.script.execute = () => {
    throw new BesideError('slot_taken', { details: { alternative1At: 120_000 } });
  };

  const key = await channel.request({ ...WISH, when: { kind: 'scheduled', startAt: 60_000, holdId: HOLD } });
  await settle();

  const { problem, pending } = channel.state;
  assert.deepEqual(
    [problem?.code, problem?.details, pending],
    ['slot_taken', { alternative1At: 120_000 }, undefined],
  );
  assert.equal(JSON.stringify(await browser.store.get('shop.outbox')).includes('1234'), false);
  await channel.discard(key);
  assert.equal(channel.state.problem, undefined);
});

test('a request that waited longer than a day is told as expired', async () => {
  const { channel, browser } = await openCallback();
  browser.center.session.disconnect();
  await channel.request(WISH);

  await browser.clock.advance(86_400_001);
  await settle();

  assert.equal(channel.state.problem?.code, 'expired');
  assert.equal(JSON.stringify(await browser.store.get('shop.outbox')).includes('1234'), false);
});

test('a cap refuses at once, instead of holding up what waits behind it', async () => {
  const { channel, browser, commands } = await openCallback();
  browser.center.script.execute = (command, { commandId }) => {
    if (command.type === 'callback.request')
      throw new BesideError('rate_limited', { details: { cap: 'number_day', retryAfterMs: 86_400_000 } });
    return { conversationId: command.conversationId, seq: 1, at: Number(commandId.length) };
  };

  await channel.request(WISH);
  await browser.page.client.chat.send({ kind: 'text', text: 'Then I write.' });
  await settle();

  assert.equal(channel.state.problem?.code, 'rate_limited');
  assert.equal(commands().at(-1)?.type, 'chat.send');
});

test('[Q1] a request that meets an open conversation is asked again in that one, with the same intent', async () => {
  const { channel, browser, commands } = await openCallback();
  browser.center.script.execute = (command) => {
    if (command.conversationId !== conversationId(7))
      throw new BesideError('conversation_open', { details: { conversationId: conversationId(7) } });
    return { conversationId: command.conversationId, seq: 1, at: 1 };
  };

  await channel.request(WISH);
  await settle();

  const calls = browser.center.session.callsOf('execute');
  assert.deepEqual(
    commands().map((command) => command.conversationId === conversationId(7)),
    [false, true],
  );
  assert.equal(calls[0]?.intentAt, calls[1]?.intentAt);
  assert.notEqual(calls[0]?.commandId, calls[1]?.commandId);
  assert.equal(channel.state.problem, undefined);
});

test('[C7] moving and calling off name the callback and the revision that was seen', async () => {
  const { channel, browser, commands } = await openCallback();
  browser.center.session.emit('callback', viewOf({ revision: 3 }));

  await channel.reschedule({ when: { kind: 'asap' }, availabilityRevision: 'now.2', zone: 'Asia/Seoul' });
  await channel.cancel();
  await settle();

  const shape = { conversationId: conversationId(1), callbackId: callbackId(1) };
  assert.deepEqual(commands(), [
    {
      type: 'callback.reschedule',
      ...shape,
      ...{ when: { kind: 'asap' }, availabilityRevision: 'now.2', zone: 'Asia/Seoul', revision: 3 },
    },
    { type: 'callback.cancel', ...shape, reason: 'asked' },
  ]);
});

test('[C7] a request that still waits can be called off; that nothing is left to call off is no problem', async () => {
  const { channel, browser, commands } = await openCallback();
  browser.center.session.disconnect();
  await channel.request(WISH);
  await channel.cancel();
  browser.center.script.execute = (command) => {
    throw new BesideError(command.type === 'callback.cancel' ? 'not_found' : 'slot_not_offered');
  };

  browser.center.session.setConnection({ status: 'connected' });
  browser.center.session.greet();
  await settle();

  const [request, cancel] = commands();
  assert.ok(request && cancel && 'callbackId' in request && 'callbackId' in cancel);
  assert.equal(cancel.callbackId, request.callbackId);
  assert.deepEqual(
    [channel.state.problem?.kind, channel.state.problem?.code],
    ['request', 'slot_not_offered'],
  );
});

test('without a callback there is nothing to move', async () => {
  const { channel } = await openCallback();

  await assert.rejects(channel.cancel(), { code: 'not_found' });
});

test('[M3] another tab shows the same, and asks and wishes through the one that leads', async () => {
  const { channel, browser, noted, commands } = await openCallback({
    holdSlot: () => Promise.reject(new BesideError('slot_taken', { details: { alternative1At: 7 } })),
  });
  const follower = await browser.startPage();
  const other = await follower.client.openCallback();

  browser.center.session.emit('callback', viewOf());
  await settle();
  const offer = await other.offer({ zone: 'Europe/Berlin' });
  const refused = await other.hold(60_000).catch((error: unknown) => error);
  await other.cancel();
  await settle();

  assert.equal(browser.center.sessions.length, 1);
  assert.deepEqual(other.state.view, channel.state.view);
  assert.deepEqual([offer, noted], [OFFER, [['offer', { zone: 'Europe/Berlin' }]]]);
  assert.ok(refused instanceof BesideError);
  assert.deepEqual([refused.code, refused.details], ['slot_taken', { alternative1At: 7 }]);
  assert.equal(commands().at(-1)?.type, 'callback.cancel');
});

test('holds are asked for and let go', async () => {
  const { channel, noted } = await openCallback();

  const hold = await channel.hold(60_000);
  channel.release(hold.holdId);
  await settle();

  assert.deepEqual(noted, [
    ['hold', { startAt: 60_000 }],
    ['release', HOLD],
  ]);
});

test('a centre that does not call back says so', async () => {
  const browser = openBrowser();
  const page = await browser.startPage();
  const channel = await page.client.openCallback();

  await assert.rejects(channel.offer(), { code: 'unsupported' });
  assert.deepEqual(channel.state, { view: null, canRetry: false });
});

test('who is forgotten has no callback and no number left here', async () => {
  const { channel, browser } = await openCallback();
  browser.center.session.disconnect();
  browser.center.session.emit('callback', viewOf());
  await channel.request(WISH);

  await browser.page.client.forget();

  assert.deepEqual(channel.state, { view: null, canRetry: false });
  assert.equal(await browser.store.get('shop.outbox'), undefined);
});

test('what a customer did is reported, without number and words', async () => {
  const { channel, browser } = await openCallback();

  await channel.request(WISH);
  await settle();
  await browser.clock.advance(1_000);
  await settle();

  const reported = browser.center.session.callsOf('report').flatMap(({ interactions }) => interactions);
  assert.deepEqual(
    reported.map(({ name, properties }) => [name, properties]),
    [['callback.requested', { when: 'asap' }]],
  );
});
