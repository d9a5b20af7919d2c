import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startConversation, startTestServer } from '../../gateway/testing/test-server.ts';

const OWN_BACKEND = new URL('../../../../../examples/own-backend/mine.mjs', import.meta.url).pathname;

interface Line {
  readonly type: string;
  readonly body: {
    readonly author?: { readonly role: string };
    readonly content?: { readonly text: string };
  };
}

test("[X1] a backend that the configuration names answers a customer's page over the wire", async (t) => {
  const server = await startTestServer({ backend: OWN_BACKEND });
  t.after(() => server.stop());
  const customer = await server.customer();
  const conversationId = await startConversation(customer, '안녕하세요');

  customer.send({ type: 'follow', conversationId });
  const isAnswered = (line: Line): boolean => line.body.author?.role === 'agent';
  await customer.find((frame) => frame.type === 'entries' && linesOf(frame).some(isAnswered));

  const lines = customer.frames.flatMap((frame) => (frame.type === 'entries' ? linesOf(frame) : []));
  assert.deepEqual(
    lines.map(({ type, body }) => [type, body.author?.role, body.content?.text]),
    [
      ['conversation.arrived', undefined, undefined],
      ['chat.message', 'customer', '안녕하세요'],
      ['conversation.answered', undefined, undefined],
      ['chat.message', 'agent', '안녕하세요'],
    ],
  );
});

test('[X1] a backend that cannot be loaded stops the start with its field and a mend', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'beside-served-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  await assert.rejects(startTestServer({ backend: '/nowhere/mine.mjs' }, dataDir), {
    code: 'config_invalid',
    details: {
      field: 'sites.shop.backend',
      mend: 'the module file:///nowhere/mine.mjs cannot be loaded',
    },
  });
});

function linesOf(frame: object): readonly Line[] {
  return (frame as { entries: readonly Line[] }).entries; // as the wire's schema says
}
