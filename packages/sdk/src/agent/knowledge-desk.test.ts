import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type ConversationId } from '@beside/protocol';
import { createKnowledgeDesk } from './knowledge-desk.ts';

const conversationId = '0195d000-0000-7000-8000-000000000001' as ConversationId;
const article = { articleId: 'returns', locale: 'ko', title: '반품', excerpt: '30일', text: '30일 안에' };

/** Answers every question alike, and remembers it. */
function open(status: number, body: unknown) {
  const asked: string[] = [];
  const fetch = async (input: unknown): Promise<Response> => {
    asked.push(String(input));
    return new Response(JSON.stringify(body), { status });
  };
  return { asked, desk: createKnowledgeDesk({ siteId: 'shop', url: 'https://centre.example', fetch }) };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error instanceof BesideError && error.code,
  );

test('suggestions are asked for by conversation, and nothing that was said is in the address', async () => {
  const { desk, asked } = open(200, { articles: [article] });

  assert.deepEqual(await desk.suggest(conversationId), [article]);
  assert.deepEqual(asked, [
    `https://centre.example/v1/agents/sites/shop/suggestions?conversationId=${conversationId}`,
  ]);
});

test('numbers are asked for by days', async () => {
  const numbers = { fromDay: '2026-11-01', toDay: '2026-11-25', articles: {} };
  const { desk, asked } = open(200, numbers);

  assert.deepEqual(await desk.getNumbers({ fromDay: '2026-11-01' }), numbers);
  await desk.getNumbers();
  assert.deepEqual(asked, [
    'https://centre.example/v1/agents/sites/shop/articles/numbers?fromDay=2026-11-01',
    'https://centre.example/v1/agents/sites/shop/articles/numbers',
  ]);
});

test('what is refused, broken or of another version is an error with a code', async () => {
  const refusal = { error: { code: 'not_found', message: 'x', retryable: false } };

  assert.equal(await codeOf(open(404, refusal).desk.suggest(conversationId)), 'not_found');
  assert.equal(await codeOf(open(502, '<html>').desk.suggest(conversationId)), 'unavailable');
  assert.equal(
    await codeOf(open(200, { articles: [{ html: '<b>' }] }).desk.suggest(conversationId)),
    'bad_frame',
  );
});
