import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type CallbackId, type DeskCallback, type OfferId } from '@beside/protocol';
import { answered, arrived } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { conversationId, epoch } from '../testing/ids.ts';
import { deskConversation, followed, openAgent } from '../testing/open-agent.ts';

const idOf = (kind: string, number: number): string =>
  `01900000-0000-7${kind}-8000-${String(number).padStart(12, '0')}`;
const callbackId = (number: number): CallbackId => idOf('cb0', number) as CallbackId; // in the form of callback ids
const offerId = idOf('c07', 1) as OfferId; // in the form of offer ids
const details = { matter: { path: [] }, context: {}, consents: [], recordable: [] };

/** Callback `number` of conversation `number` as a desk shows it: due, with nobody. */
function deskCallback(number: number, change: Partial<DeskCallback> = {}): DeskCallback {
  const { siteId, queueId } = deskConversation(number);
  return {
    callbackId: callbackId(number),
    conversationId: conversationId(number),
    ...{ siteId, queueId, status: 'due', revision: 1, when: { kind: 'asap' }, zone: 'Asia/Seoul' },
    ...{
      checkCode: '47',
      attempts: [],
      locale: 'ko',
      requestedAt: 1_000,
      queuedAt: 1_000,
      expiresAt: 90_000,
    },
    ...change,
  };
}

test('[C10] a callback that rings is told once, and its conversation is not read before it is taken', () => {
  const agent = openAgent();
  const ringing = deskCallback(1, { status: 'offered', offer: { offerId, expiresAt: 30_000 }, details });

  agent.session.greet({ callbacks: [ringing, deskCallback(2)] });
  agent.session.greet({ callbacks: [ringing] });

  assert.deepEqual(agent.told, [
    ['callback-offered', { callbackId: callbackId(1), offerId, shouldAlert: true }],
  ]);
  assert.deepEqual(followed(agent), []);
});

test('[C10] the conversation of a callback is read while the desk gives its details', async () => {
  const agent = openAgent();

  agent.session.greet({ callbacks: [deskCallback(1, { status: 'previewing', details }), deskCallback(2)] });
  agent.session.greet({ callbacks: [deskCallback(1, { status: 'retry-wait' })] });
  await agent.clock.advance(5_000);

  assert.deepEqual(followed(agent), ['follow 1', 'unfollow 1']);
});

test('a conversation that is answered by chat and called back is followed once', () => {
  const agent = openAgent();

  agent.session.greet({
    conversations: [deskConversation(1)],
    callbacks: [deskCallback(1, { status: 'wrapping', details })],
  });

  assert.deepEqual(followed(agent), ['follow 1']);
});

test('[CB12] what happened to a callback stands among the messages of an agent', () => {
  const { client, session } = openAgent();
  session.greet({ conversations: [deskConversation(1)] });
  const due = { ...arrived(2), type: 'callback.due', body: { callbackId: callbackId(1) } } as const;

  session.emit('entries', {
    conversationId: conversationId(1),
    entries: [arrived(1), due, answered(3)],
    cursor: { epoch: epoch(1), seq: 3 },
  });

  assert.deepEqual(
    client.chat(conversationId(1)).view.items.map((item) => [item.kind, item.key]),
    [
      ['callback', due.id],
      ['event', answered(3).id],
    ],
  );
});

test('a command about a callback is sent as it is, and its refusal comes back typed', async () => {
  const { client, session, desk } = openAgent();
  session.greet({ callbacks: [deskCallback(1)] });
  const ids = { conversationId: conversationId(1), callbackId: callbackId(1) };
  desk.script.execute = () => Promise.reject(new BesideError('dial_in_flight'));

  const refused = await client
    .callback({ type: 'callback.dial', ...ids, revision: 1 })
    .catch((error: unknown) => error);
  await settle();

  assert.deepEqual(
    session.callsOf('execute').map(({ command }) => command),
    [{ type: 'callback.dial', ...ids, revision: 1 }],
  );
  assert.equal(refused instanceof BesideError && refused.code, 'dial_in_flight');
});
