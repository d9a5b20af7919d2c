import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { SERVER_LIMITS } from '../config/schema.ts';
import { openTestCentre } from '../engine/testing/test-centre.ts';
import type { Store } from '../ports/store.ts';
import { createAgentAuth } from './agent-auth.ts';
import { hashPassword } from './passwords.ts';

test('a database that is away costs no agent their attempts to sign in', async (t) => {
  const { store, parts, agent } = await openTestCentre(t);
  const email = 'mina@centre.example';
  await agent({ email, passwordHash: await hashPassword('right') });
  let isAway = true;
  const broken: Store = {
    ...store,
    read: (work) => (isAway ? Promise.reject(new BesideError('unavailable')) : store.read(work)),
  };
  const limits = { ...parts.limits, ...SERVER_LIMITS };
  const auth = createAgentAuth({ store: broken, clock: parts.clock, limits });
  const login = (password: string): Promise<string> =>
    auth.login(email, password, '192.0.2.1').then(
      () => 'signed in',
      (error: unknown) => (error instanceof BesideError ? error.code : 'other'),
    );

  const away = new Set<string>();
  for (let count = 0; count < SERVER_LIMITS.failedLoginsPerAddress * 2; count += 1)
    away.add(await login('right'));
  isAway = false;

  assert.deepEqual([...away], ['unavailable']);
  assert.equal(await login('right'), 'signed in');
  // What was wrong still counts.
  for (let count = 0; count < SERVER_LIMITS.failedLoginsPerEmail; count += 1) await login('wrong');
  assert.equal(await login('right'), 'rate_limited');
});
