import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, newId, type CommandId, type CustomerSession } from '@beside/protocol';
import { openScene } from './testing/open-scene.ts';

test('an identified customer is the same in another browser, and gets a token of that', async () => {
  const readIdentity = (token: string) => (token === 'signed' ? { subject: 'ada', name: 'Ada' } : undefined);
  const scene = openScene({ agents: [], readIdentity });
  const identify = (session: CustomerSession, token: string) =>
    session.identify(token, {
      commandId: newId<CommandId>(scene.clock),
    });
  const laptop = await scene.customer();
  await identify(laptop.session, 'signed');
  const conversationId = await scene.start(laptop.session);

  const phone = await scene.customer();
  const refused = await identify(phone.session, 'forged').catch((error: unknown) => error);
  await identify(phone.session, 'signed');
  phone.session.follow(conversationId);
  await scene.clock.settle();

  assert.equal(refused instanceof BesideError && refused.code, 'unauthenticated');
  assert.deepEqual(phone.told, ['agent read 0', 'conversation.arrived', 'place 1']);
  assert.equal(phone.tokens.length, 2);
});

test('an identification whose answer was lost is asked again, and brings the token of who it is', async () => {
  const scene = openScene({ agents: [], readIdentity: () => ({ subject: 'ada', name: 'Ada' }) });
  const laptop = await scene.customer();
  await laptop.session.identify('signed', { commandId: newId<CommandId>(scene.clock) });
  const conversationId = await scene.start(laptop.session);
  const phone = await scene.customer();
  const commandId = newId<CommandId>(scene.clock);

  const lost = phone.session.identify('signed', { commandId }).catch((error: unknown) => error);
  await Promise.resolve(); // it arrives, and the answer is under way
  scene.center.setOnline(false);
  scene.center.setOnline(true);
  await scene.clock.settle();
  const code = await lost;
  await phone.session.identify('signed', { commandId });
  phone.session.follow(conversationId);
  await scene.clock.settle();

  assert.equal(code instanceof BesideError && code.code, 'disconnected');
  assert.equal(phone.told.includes('conversation.arrived'), true);
  assert.equal(phone.tokens.length, 2);
});

test('a token that has grown old is changed at the next visit, and the old one stays good', async () => {
  const scene = openScene();
  const first = await scene.customer();
  first.session.close();
  await scene.clock.advance(3_600_001);

  const second = await scene.customer(first.tokens[0]);
  const third = await scene.customer(second.tokens[0]);

  assert.deepEqual([first.tokens.length, second.tokens.length, third.tokens.length], [1, 1, 0]);
});
