import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFakeClock } from '../shared/testing/clocks.ts';
import { createRequests } from './requests.ts';

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof BesideError ? error.code : 'unknown'),
  );

test('an answer goes to whoever asked, and leaves no timer', async () => {
  const clock = createFakeClock();
  const requests = createRequests<string>(clock);
  const one = requests.ask('one', () => true);
  const two = requests.ask('two', () => true);

  requests.answer('two', 'second');
  requests.answer('one', 'first');

  assert.deepEqual([await one, await two, clock.waiting], ['first', 'second', 0]);
});

test('the same id asked while it waits is sent once and answered to both', async () => {
  const requests = createRequests<string>(createFakeClock());
  let sent = 0;
  const send = (): boolean => (sent += 1) > 0;

  const both = [requests.ask('one', send), requests.ask('one', send)];
  requests.answer('one', 'done');

  assert.deepEqual([await Promise.all(both), sent], [['done', 'done'], 1]);
});

test('an id that was answered may be asked again', async () => {
  const requests = createRequests<string>(createFakeClock());
  const first = requests.ask('one', () => true);
  requests.answer('one', 'first');

  const second = requests.ask('one', () => true);
  requests.answer('one', 'second');

  assert.deepEqual([await first, await second], ['first', 'second']);
});

test('what could not be sent is refused at once', async () => {
  const clock = createFakeClock();
  const requests = createRequests<string>(clock);

  assert.deepEqual([await codeOf(requests.ask('one', () => false)), clock.waiting], ['disconnected', 0]);
});

test('what is not answered in 15 s ends as a timeout, and a late answer is nothing', async () => {
  const clock = createFakeClock();
  const requests = createRequests<string>(clock);
  const code = codeOf(requests.ask('one', () => true));
  let isOver = false;
  void code.then(() => (isOver = true));

  await clock.advance(14_999);
  assert.equal(isOver, false);
  await clock.advance(1);
  requests.answer('one', 'late');

  assert.equal(await code, 'timeout');
});

test('a refusal goes to whoever asked; one that nobody asked for is nothing', async () => {
  const requests = createRequests<string>(createFakeClock());
  const code = codeOf(requests.ask('one', () => true));

  requests.refuse('two', new BesideError('internal'));
  requests.refuse('one', new BesideError('conflict'));

  assert.equal(await code, 'conflict');
});

test('a lost connection refuses everything that waits, and nothing that comes later', async () => {
  const clock = createFakeClock();
  const requests = createRequests<string>(clock);
  const codes = ['one', 'two'].map((id) => codeOf(requests.ask(id, () => true)));

  requests.loseAll(new BesideError('disconnected'));
  const later = requests.ask('three', () => true);
  requests.answer('three', 'there');

  assert.deepEqual(await Promise.all(codes), ['disconnected', 'disconnected']);
  assert.deepEqual([await later, clock.waiting], ['there', 0]);
});
