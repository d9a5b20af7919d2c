import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type CommandId } from '@beside/protocol';
import { createDeferred, type Deferred } from '../testing/deferred.ts';
import { createFakeClock, settle } from '../testing/fake-clock.ts';
import { createIdentity } from './identity.ts';

test('who the customer is is said at once and resolves when it was accepted', async () => {
  const { identity, said, outcomes, say } = openIdentity();

  say('token');
  await settle();
  const before = [...outcomes];
  said[0]?.answer.resolve();
  await settle();

  assert.deepEqual([said.map(({ token }) => token), before, outcomes], [['token'], [], ['token accepted']]);
  identity.flush();
  assert.equal(said.length, 1);
});

test('what was not heard is said again with the next connection, under the same id', async () => {
  const { identity, said, outcomes, say } = openIdentity();
  say('token');
  await settle();

  said[0]?.answer.reject(new BesideError('disconnected'));
  await settle();
  identity.flush();
  identity.flush();
  said[1]?.answer.resolve();
  await settle();

  assert.equal(said.length, 2);
  assert.equal(said[1]?.commandId, said[0]?.commandId);
  assert.deepEqual(outcomes, ['token accepted']);
});

test('what could not be done just now is said again after a while, also while the connection stands', async () => {
  const { said, outcomes, say, clock } = openIdentity();
  say('token');
  await settle();

  said[0]?.answer.reject(new BesideError('rate_limited', { details: { retryAfterMs: 8_000 } }));
  await clock.advance(7_999);
  const before = said.length;
  await clock.advance(1);
  said[1]?.answer.resolve();
  await settle();

  assert.deepEqual(
    [before, said.length, said[1]?.commandId, outcomes],
    [1, 2, said[0]?.commandId, ['token accepted']],
  );
  assert.equal(clock.timerCount, 0);
});

test('a token that is refused is said no more', async () => {
  const { identity, said, outcomes, say } = openIdentity();
  say('token');
  await settle();

  said[0]?.answer.reject(new BesideError('unauthenticated'));
  await settle();
  identity.flush();

  assert.deepEqual([said.length, outcomes], [1, ['token unauthenticated']]);
});

test('a newer wish takes the place of one that waits, and is said after what is under way', async () => {
  const { said, outcomes, say } = openIdentity();
  say('old');
  await settle();

  say('new');
  await settle();
  const whileBusy = said.length;
  said[0]?.answer.resolve();
  await settle();
  said[1]?.answer.resolve();
  await settle();

  assert.deepEqual([whileBusy, said.map(({ token }) => token)], [1, ['old', 'new']]);
  assert.deepEqual(outcomes, ['old replaced', 'new accepted']);
});

test('what waits can be dropped, also when it is under way', async () => {
  const { identity, said, outcomes, say } = openIdentity();
  say('token');
  await settle();

  identity.drop('closed');
  identity.drop('closed');
  said[0]?.answer.reject(new BesideError('disconnected'));
  await settle();
  identity.flush();

  assert.deepEqual([said.length, outcomes], [1, ['token closed']]);
});

interface Said {
  readonly token: string;
  readonly commandId: CommandId;
  readonly answer: Deferred<void>;
}

function openIdentity() {
  const said: Said[] = [];
  const outcomes: string[] = [];
  const clock = createFakeClock();
  const identity = createIdentity({
    clock,
    say(token, { commandId }) {
      const answer = createDeferred();
      said.push({ token, commandId, answer });
      return answer.promise;
    },
  });
  const say = (token: string) =>
    void identity.identify(token).then(
      () => outcomes.push(`${token} accepted`),
      ({ code }: BesideError) => outcomes.push(`${token} ${code}`),
    );
  return { identity, said, outcomes, say, clock };
}
