import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { CallbackId, SiteId } from '@beside/protocol';
import { createLog } from '../config/log.ts';
import { signLink } from '../engine/callback/manage-link.ts';
import {
  createCallback,
  openCallingCentre,
  request,
  slotsOf,
} from '../engine/callback/testing/calling-centre.ts';
import type { TestCentre, TestCustomer } from '../engine/testing/test-centre.ts';
import { addCallbackRoutes } from './callback-routes.ts';
import { createApp } from './create-app.ts';

const ORIGIN = 'https://centre.example';

interface Scene {
  readonly centre: TestCentre;
  readonly customer: TestCustomer;
  readonly callbackId: CallbackId;
  readonly conversationId: Parameters<TestCentre['entries']>[0];
  /** Path of the link that the customer was told. */
  readonly path: string;
  readonly notMePath: string;
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
  const app = createApp(createLog('silent'));
  addCallbackRoutes(app, { centre: centre.centre, clock: centre.clock });
  t.after(() => app.close());
  const customer = await centre.customer();
  const { slots } = await slotsOf(centre, customer);
  const when = { kind: 'scheduled', startAt: slots[2]!.startAt } as const;
  const { callbackId, conversationId } = await request(centre, customer, { when });
  const url = (await centre.centre.callbacks.view(customer.actor))?.manageUrl ?? '';
  const token = signLink(centre.parts.keyring.linkKey, {
    ...{ purpose: 'not-me', siteId: 'shop' as SiteId, callbackId, revision: 1 },
    expiresAt: centre.clock.now() + 3_600_000,
  });
  const get: Scene['get'] = async (path, headers = {}) => {
    const { statusCode: status, body: text, headers: got } = await app.inject({ url: path, headers });
    return { status, text, headers: got };
  };
  return {
    ...{ centre, customer, callbackId, conversationId, get },
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
  const again = await scene.send(scene.notMePath, 'not-me');

  assert.deepEqual([answer.status, again.status], [200, 200]);
  assert.match(answer.text, /will not be called again/);
  assert.equal((await viewOf(scene))?.status, 'cancelled');
  await assert.rejects(request(scene.centre, await scene.centre.customer()), { code: 'number_not_allowed' });
});
