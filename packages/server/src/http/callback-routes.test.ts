import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { BesideError, type CallbackId, type SiteId } from '@beside/protocol';
import { createLog } from '../config/log.ts';
import { signLink } from '../engine/callback/manage-link.ts';
import {
  createCallback,
  openCallingCentre,
  request,
  slotsOf,
} from '../engine/callback/testing/calling-centre.ts';
import type { TestCentre, TestCustomer } from '../engine/testing/test-centre.ts';
import { addCallbackRoutes, answerBadLink } from './callback-routes.ts';
import { createApp } from './create-app.ts';
import type { FastifyInstance, InjectOptions } from 'fastify';

const ORIGIN = 'https://centre.example';
const NOT_ME = { commandId: '01900000-0000-7000-8000-000000000003', revision: '1' };

interface Scene {
  readonly centre: TestCentre;
  readonly customer: TestCustomer;
  readonly callbackId: CallbackId;
  readonly conversationId: Parameters<TestCentre['entries']>[0];
  /** Path of the link that the customer was told. */
  readonly path: string;
  readonly notMePath: string;
  readonly app: FastifyInstance;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends the form of an action as the page has it, with changes. */
  send(path: string, action: string, more?: Readonly<Record<string, string>>): Promise<Answer>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A callback at the third slot, with one place for each. */
async function openScene(t: TestContext): Promise<Scene> {
  const callback = createCallback({ plannedAgents: { general: 1 } });
  const centre = await openCallingCentre(t, callback, { mainOrigin: () => ORIGIN });
  const app = createApp(createLog('silent'), answerBadLink);
  addCallbackRoutes(app, {
    ...{ centre: centre.centre, clock: centre.clock, log: createLog('silent') },
    addressOf: ({ ip }) => ip,
  });
  t.after(() => app.close());
  const customer = await centre.customer();
  const { slots } = await slotsOf(centre, customer);
  const when = { kind: 'scheduled', startAt: slots[2]!.startAt } as const;
  const { callbackId, conversationId } = await request(centre, customer, { when });
  const url = (await centre.centre.callbacks.view(customer.actor))?.manageUrl ?? '';
  const token = signLink(centre.parts.keyring.linkKey, {
    ...{ purpose: 'not-me', siteId: 'shop' as SiteId, callbackId, revision: 1 },
    expiresAt: centre.clock.now() + 86_400_000,
  });
  const get: Scene['get'] = async (path, headers = {}) => {
    const { statusCode: status, body: text, headers: got } = await app.inject({ url: path, headers });
    return { status, text, headers: got };
  };
  return {
    ...{ centre, customer, callbackId, conversationId, get, app },
    path: new URL(url).pathname,
    notMePath: `/callback/${token}`,
    async send(path, action, more = {}) {
      const page = await get(path);
      const form = page.text.split('<form').find((part) => part.includes(`value="${action}"`)) ?? '';
      const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
      const body = { action, ...Object.fromEntries(fields.map(([, name, value]) => [name, value])), ...more };
      const answer = await app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(body as Record<string, string>).toString(), // texts only
      });
      return { status: answer.statusCode, text: answer.body, headers: answer.headers };
    },
  };
}

const typesOf = async ({ centre, conversationId }: Scene): Promise<string[]> =>
  (await centre.entries(conversationId)).map(({ type }) => type);
const viewOf = ({ centre, customer }: Scene) => centre.centre.callbacks.view(customer.actor);

test('[C7] a link shows what was asked for and changes nothing, however often it is opened', async (t) => {
  const scene = await openScene(t);
  const before = await typesOf(scene);

  const page = await scene.get(scene.path);
  await scene.get(`${scene.path}?lang=ko&done=cancelled`);
  await scene.get(scene.notMePath);

  assert.equal(page.status, 200);
  assert.match(page.text, /ends in 5678/);
  assert.match(page.text, new RegExp(`class="digits">${(await viewOf(scene))?.checkCode ?? '-'}<`));
  assert.doesNotMatch(page.text, /1234/);
  assert.deepEqual(await typesOf(scene), before);
});

test('[C7] the page has no script, is kept nowhere and tells no other site its address', async (t) => {
  const scene = await openScene(t);

  for (const path of [scene.path, scene.notMePath, '/callback/nothing']) {
    const { headers, text } = await scene.get(path);

    assert.match(String(headers['content-security-policy']), /^default-src 'none'.*form-action 'self'/);
    assert.doesNotMatch(String(headers['content-security-policy']), /script-src|unsafe/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.doesNotMatch(text, /<script|<style| style=/);
  }
});

test('[C7] the page is Korean or English by what the browser says, and by the switch', async (t) => {
  const scene = await openScene(t);
  const korean = { 'accept-language': 'fr, ko-KR;q=0.9, en;q=0.8' };

  assert.match((await scene.get(scene.path, korean)).text, /<html lang="ko">[^]*전화드릴게요/);
  assert.match((await scene.get(`${scene.path}?lang=en`, korean)).text, /<html lang="en">/);
  assert.match((await scene.get(scene.path)).text, /<html lang="en">/);
  assert.match((await scene.get('/callback/nothing', korean)).text, /사용할 수 없는 링크/);
});

test('[C7] a forged link, one that is over and one for something else lead to one plain page', async (t) => {
  const scene = await openScene(t);
  const { centre, callbackId, path, notMePath } = scene;
  const gone = await scene.get('/callback/nothing');
  const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'E' : 'A'}`;
  const form = { commandId: '01900000-0000-7000-8000-000000000001', revision: '1' };
  const before = await typesOf(scene);

  const answers = [
    await scene.get(forged),
    await scene.get(`${path}/more`),
    await scene.send(forged, 'cancel', form),
    await scene.send(path, 'not-me', form),
    await scene.send(notMePath, 'cancel', form),
    await scene.send(path, 'nonsense', form),
  ];
  const types = await typesOf(scene);
  for (const purpose of ['manage', 'not-me'] as const) {
    const claims = { purpose, siteId: 'shop' as SiteId, callbackId, expiresAt: centre.clock.now() };
    answers.push(await scene.get(`/callback/${signLink(centre.parts.keyring.linkKey, claims)}`));
  }

  assert.equal(gone.status, 404);
  for (const { status, text } of answers)
    assert.deepEqual({ status, text }, { status: 404, text: gone.text });
  assert.deepEqual(types, before);
});

test('[C7] a link moves the callback to an offered slot, once', async (t) => {
  const scene = await openScene(t);
  const { slots } = await slotsOf(scene.centre, scene.customer);
  const { startAt } = slots[5]!;
  const commandId = '01900000-0000-7000-8000-000000000002';
  const more = { startAt: String(startAt), commandId, revision: '1' };

  const answer = await scene.send(scene.path, 'move', more);
  const again = await scene.send(scene.path, 'move', more);

  assert.equal(answer.status, 303);
  assert.equal(again.status, 303);
  const view = await viewOf(scene);
  assert.equal(view?.when.kind === 'scheduled' && view.when.startAt, startAt);
  assert.equal(view?.revision, 2);
  const [moved] = (await scene.centre.entries(scene.conversationId)).filter(
    ({ type }) => type === 'callback.rescheduled',
  );
  assert.deepEqual((moved?.body as { by?: unknown } | undefined)?.by, { role: 'customer', via: 'link' });
});

test('[C3] [C7] who wants a taken slot by the link is offered three others, each of which can be taken', async (t) => {
  const scene = await openScene(t);
  const { slots } = await slotsOf(scene.centre, scene.customer);
  const when = { kind: 'scheduled', startAt: slots[5]!.startAt } as const;
  await request(scene.centre, await scene.centre.customer(), {
    when,
    target: { kind: 'phone', number: '010-2000-3000' },
  });

  const answer = await scene.send(scene.path, 'move', { startAt: String(when.startAt) });

  assert.equal(answer.status, 409);
  const offered = [...answer.text.matchAll(/type="hidden" name="startAt" value="(\d+)"/g)].map(
    ([, at]) => at,
  );
  assert.equal(offered.length, 3);
  assert.equal((await scene.send(scene.path, 'move', { startAt: offered[0] ?? '' })).status, 303);
});

test('[C7] a link calls the callback off; then nothing is left to do there', async (t) => {
  const scene = await openScene(t);

  const answer = await scene.send(scene.path, 'cancel');

  assert.equal(answer.status, 303);
  assert.equal((await viewOf(scene))?.status, 'cancelled');
  const page = await scene.get(scene.path);
  assert.match(page.text, /was called off/);
  assert.doesNotMatch(page.text, /<form/);
});

test('[C8] “not me” calls it off, and the number is never called again', async (t) => {
  const scene = await openScene(t);

  const answer = await scene.send(scene.notMePath, 'not-me');
  const again = await scene.send(scene.notMePath, 'not-me', NOT_ME);

  assert.deepEqual([answer.status, again.status], [303, 303]);
  const page = await scene.get(scene.notMePath);
  assert.match(page.text, /will not be called again[^]*Nothing is still to come/);
  assert.doesNotMatch(page.text, /<form/);
  assert.equal((await viewOf(scene))?.status, 'cancelled');
  await assert.rejects(request(scene.centre, await scene.centre.customer()), { code: 'number_not_allowed' });
});

test('[C8] a number is called blocked only where it is; while it rings, that it rings is said', async (t) => {
  const scene = await openScene(t);
  const { centre, customer, callbackId } = scene;
  const agent = await centre.agent();
  await agent.arrive();
  const { when } = (await viewOf(scene))!;
  assert.ok(when.kind === 'scheduled');
  await centre.pass(when.startAt - centre.clock.now() + 1_000);
  const [ringing] = (await centre.centre.desk(agent.agentId)).callbacks ?? [];
  const about = { callbackId, conversationId: scene.conversationId };
  await agent.do({ type: 'callback.accept', ...about, offerId: ringing!.offer!.offerId });
  await centre.settle();
  await agent.do({ type: 'callback.dial', ...about, revision: 1 });
  assert.doesNotMatch((await scene.get(scene.notMePath)).text, /will not be called again/);

  await scene.send(scene.notMePath, 'not-me');

  const page = await scene.get(`${scene.notMePath}?lang=ko`);
  assert.match(page.text, /다시 전화드리지 않습니다[^]*멈출 수 없습니다/);
  const [dialing] = (await centre.centre.desk(agent.agentId)).callbacks ?? [];
  await agent.do({ type: 'callback.record', ...about, attemptId: dialing!.attemptId!, result: 'no-answer' });
  await centre.pass(10 * 60_000);
  assert.equal(
    (await centre.centre.callbacks.view(customer.actor))?.status,
    'rejected',
    'it is not rung again',
  );
  assert.match((await scene.get(scene.notMePath)).text, /Nothing is still to come/);
});

test('[C8] an agent who reads while “not me” is said cannot ring the number any more', async (t) => {
  const scene = await openScene(t);
  const { centre, callbackId, conversationId } = scene;
  const { when } = (await viewOf(scene))!;
  assert.ok(when.kind === 'scheduled');
  const number = centre.parts.keyring.hashCounted('number', 'shop', '+821012345678');
  const agent = await centre.agent();
  await agent.arrive();
  await centre.pass(when.startAt - centre.clock.now() + 1_000);
  const [ringing] = (await centre.centre.desk(agent.agentId)).callbacks ?? [];
  await agent.do({ type: 'callback.accept', callbackId, conversationId, offerId: ringing!.offer!.offerId });
  // As by the link of another callback to the same number.
  await centre.store.transact((transaction) => transaction.blockNumber('shop', number, centre.clock.now()));

  await assert.rejects(agent.do({ type: 'callback.dial', callbackId, conversationId, revision: 1 }), {
    code: 'number_not_allowed',
  });

  assert.equal((await viewOf(scene))?.status, 'rejected');
  const types = await typesOf(scene);
  assert.equal(types.includes('callback.dialing'), false);
});

const KOREAN = { 'accept-language': 'ko' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

test('[T13] whatever goes wrong with a link is a page in the reader’s language, and nothing is kept of it', async (t) => {
  const { app, path } = await openScene(t);
  const cases: readonly (readonly [number, RegExp, InjectOptions])[] = [
    [404, /사용할 수 없는 링크/, { url: '/callback', headers: KOREAN }],
    [404, /사용할 수 없는 링크/, { url: '/callback/', headers: KOREAN }],
    [404, /leads nowhere/, { url: path, method: 'PUT' }],
    [415, /읽을 수 없습니다/, { url: path, method: 'POST', payload: { action: 'cancel' }, headers: KOREAN }],
    [413, /could not be read/, { url: path, method: 'POST', payload: 'x'.repeat(3_000), headers: FORM }],
    [415, /could not be read/, { url: path, headers: { 'content-encoding': 'gzip' } }],
    [
      403,
      /was not sent from here/,
      {
        url: path,
        method: 'POST',
        payload: 'action=cancel',
        headers: { ...FORM, 'sec-fetch-site': 'cross-site' },
      },
    ],
    [404, /사용할 수 없는 링크/, { url: '/callback/%zz', headers: KOREAN }],
  ];

  for (const [status, text, request] of cases) {
    const { statusCode, body, headers } = await app.inject(request);

    assert.equal(statusCode, status, JSON.stringify(request));
    assert.match(body, text);
    assert.match(String(headers['content-type']), /^text\/html/);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
  }
});

test('[T13] whoever presses a button again and again is asked to wait, in words; looking goes on', async (t) => {
  const { app, path, centre } = await openScene(t);
  const press = () => app.inject({ method: 'POST', url: path, headers: FORM, payload: 'action=none' });
  const answers = [];
  for (let count = 0; count < 12; count += 1) answers.push(await press());

  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [...Array<number>(10).fill(404), 429, 429],
  );
  assert.match(answers.at(-1)!.body, /too often/);
  assert.equal(answers.at(-1)!.headers['retry-after'], '5');
  assert.equal((await app.inject({ url: path })).statusCode, 200);
  await centre.pass(5_000);
  assert.equal((await press()).statusCode, 404);
});

test('[T13] while nothing can be stored, a link says so in words and changes nothing', async (t) => {
  const scene = await openScene(t);
  const { centre } = scene;
  const before = await typesOf(scene);
  const failing: typeof centre.centre.callbacks.openLink = async () => {
    throw new BesideError('unavailable');
  };
  t.mock.method(centre.centre.callbacks, 'openLink', failing);

  const page = await scene.get(scene.path, KOREAN);

  assert.equal(page.status, 503);
  assert.match(page.text, /지금은 처리할 수 없습니다/);
  assert.deepEqual(await typesOf(scene), before);
});
