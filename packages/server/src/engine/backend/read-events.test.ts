import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { setScene, textsOf, typesOf } from '../testing/backend-scene.ts';

test('[X6] an event that comes twice is one entry', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  fake.agent.answer(conversationId);
  fake.agent.say(conversationId, 'Hello');
  await centre.settle();
  await centre.store.transact((transaction) => transaction.setValue('backend-cursor:shop', '0'));

  await centre.restart();
  fake.agent.say(conversationId, 'and on');
  await centre.settle();

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['Hello', 'and on']);
});

test('[X6] what a backend tells about conversations of another site changes nothing', async (t) => {
  const { centre, fake } = await setScene(t);
  const elsewhere = await centre.customer('outlet');
  const conversationId = await elsewhere.start();

  fake.agent.end(conversationId);
  fake.agent.giveBack(conversationId);
  await centre.settle();

  assert.deepEqual(typesOf(await centre.entries(conversationId)), ['conversation.arrived']);
});

test('[X6] what breaks the schema is passed over, and reading goes on', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();

  fake.agent.say(conversationId, '');
  fake.agent.say(conversationId, 'x'.repeat(5_000));
  fake.agent.say(conversationId, 'fine');
  await centre.settle();

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['fine']);
});

test('[X6] an agent of a backend writes, gives back, comes again and ends', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  const { agent } = fake;

  for (const act of [agent.answer, agent.giveBack, agent.answer, agent.end]) act(conversationId);
  await centre.settle();

  assert.deepEqual(typesOf(await centre.entries(conversationId)), [
    'conversation.arrived',
    'conversation.answered',
    'conversation.returned',
    'conversation.answered',
    'conversation.ended',
  ]);
  await assert.rejects(customer.say(conversationId, 'too late'), { code: 'conversation_closed' });
});

test('[X7] events lost on the way are asked for again from the cursor', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  fake.agent.answer(conversationId);
  await centre.settle();

  fake.loseEvents(2);
  for (const text of ['one', 'two', 'three']) fake.agent.say(conversationId, text);
  await centre.pass(5_000);

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['one', 'two', 'three']);
});

test('[X7] what happened while the server was down is read when it is back', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  await centre.centre.stop();
  fake.agent.say(conversationId, 'while you were away');

  await centre.restart();

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['while you were away']);
});

test('[X7] a backend without a cursor goes on after a gap, and nothing is made up', async (t) => {
  const { centre, fake, customer } = await setScene(t, { catchUp: false });
  const conversationId = await customer.start();
  fake.agent.answer(conversationId);
  await centre.settle();

  fake.loseEvents(1);
  for (const text of ['lost', 'heard']) fake.agent.say(conversationId, text);
  await centre.pass(5_000);

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['heard']);
});

test('[X7] an event waits for a disk that refuses, and is not passed over', async (t) => {
  const { centre, fake, customer } = await setScene(t, { catchUp: false });
  const conversationId = await customer.start();
  const { store } = centre;
  const { transact } = store;
  store.transact = () => Promise.reject(new BesideError('read_only'));

  fake.agent.say(conversationId, 'patience');
  await centre.pass(10_000);
  store.transact = transact;
  await centre.pass(1_000);

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['patience']);
});

test('[X6] an event that can never be stored does not hold up those after it', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  const { store } = centre;
  const { transact } = store;
  store.transact = () => Promise.reject(new Error('a mistake of ours'));

  fake.agent.say(conversationId, 'poison');
  await centre.pass(3_000);
  store.transact = transact;
  fake.agent.say(conversationId, 'next');
  await centre.pass(1_000);

  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['next']);
});
