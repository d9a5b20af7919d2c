import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createRemoteFlowSource } from './flow-source.ts';

function open(status = 200, body = '{"hits":[]}') {
  const asked: string[] = [];
  const source = createRemoteFlowSource({
    url: 'https://beside.example',
    siteId: 'shop',
    fetch: async (address) => {
      asked.push((address as URL).href); // as it is called
      return new Response(body, { status });
    },
  });
  return { source, asked };
}

test('every question is one address of the site', async () => {
  const { source, asked } = open();

  await source.flow();
  await source.flow(3);
  await source.facts();
  await source.search('환불 & 반품', 'ko-KR');
  const answer = await source.article('returns', 'ko');

  const base = 'https://beside.example/v1/sites/shop';
  assert.deepEqual(asked, [
    `${base}/flow`,
    `${base}/flow?revision=3`,
    `${base}/facts`,
    `${base}/search?q=%ED%99%98%EB%B6%88+%26+%EB%B0%98%ED%92%88&locale=ko-KR`,
    `${base}/articles/returns?locale=ko`,
  ]);
  assert.deepEqual(answer, { hits: [] });
});

test('what goes wrong has one of three codes', async () => {
  const codes = await Promise.all(
    [404, 429, 500, 403].map((status) =>
      open(status)
        .source.facts()
        .catch((cause: unknown) => cause instanceof BesideError && cause.code),
    ),
  );
  const away = createRemoteFlowSource({
    url: 'https://beside.example',
    siteId: 'shop',
    fetch: () => Promise.reject(new TypeError('no network')),
  });
  const refusal = await away.flow().catch((cause: unknown) => cause);

  assert.deepEqual(codes, ['not_found', 'rate_limited', 'unavailable', 'unavailable']);
  assert.ok(refusal instanceof BesideError && refusal.code === 'unavailable');
});
