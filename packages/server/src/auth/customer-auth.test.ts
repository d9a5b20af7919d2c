import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { SERVER_LIMITS } from '../config/schema.ts';
import { openTestCentre, type TestCentre } from '../engine/testing/test-centre.ts';
import type { Store } from '../ports/store.ts';
import { createCustomerAuth, type CustomerAuth } from './customer-auth.ts';
import { hashToken } from './tokens.ts';

interface Scene {
  readonly test: TestCentre;
  readonly customers: CustomerAuth;
  /** A new customer's token. */
  readonly token: string;
}

async function setScene(t: TestContext, wrap: (store: Store) => Store = (store) => store): Promise<Scene> {
  const test = await openTestCentre(t);
  const { clock, limits, keyring } = test.parts;
  const customers = createCustomerAuth({
    store: wrap(test.store),
    clock,
    keys: keyring,
    limits: { ...limits, ...SERVER_LIMITS },
  });
  const { newToken } = await customers.create('shop');
  assert.ok(newToken);
  return { test, customers, token: newToken };
}

const codeOf = (error: unknown): string => (error instanceof BesideError ? error.code : 'other');

describe("customers' tokens", () => {
  it('are kept as a hash', async (t) => {
    const { test, token } = await setScene(t);

    const record = await test.store.read((transaction) => transaction.findCustomerByToken(hashToken(token)));

    assert.equal(JSON.stringify(record).includes(token), false);
    assert.match(record?.tokenHash ?? '', /^[0-9a-f]{64}$/);
  });

  it('are changed once when many pages come with the same old one at the same moment', async (t) => {
    const { test, customers, token } = await setScene(t);
    await test.pass(SERVER_LIMITS.tokenRotationMs + 1);

    const known = await Promise.all([1, 2, 3, 4].map(() => customers.authenticate('shop', token)));

    const newTokens = known.flatMap(({ newToken }) => newToken ?? []);
    assert.equal(newTokens.length, 1);
    assert.deepEqual(known.map(({ tokenHash }) => tokenHash === hashToken(token)).sort(), [
      false,
      true,
      true,
      true,
    ]);
    const next = await customers.authenticate('shop', newTokens[0] ?? '');
    assert.equal(next.record.customerId, known[0]?.record.customerId);
  });

  it('are changed once when the heartbeats of many pages notice at the same moment', async (t) => {
    const { test, customers, token } = await setScene(t);
    const { record } = await customers.authenticate('shop', token);
    await test.pass(SERVER_LIMITS.tokenRotationMs + 1);

    const known = await Promise.all(
      [1, 2, 3].map(() => customers.rotateIfOld(record.customerId, hashToken(token))),
    );

    assert.equal(known.filter((one) => one !== undefined).length, 1);
  });

  it('that are used take nothing back of what was stored meanwhile', async (t) => {
    const { test, customers, token } = await setScene(t);
    await test.pass(SERVER_LIMITS.tokenRotationMs + 1);
    const { newToken = '' } = await customers.authenticate('shop', token);
    const using = customers.authenticate('shop', newToken);
    await test.store.transact(async (transaction) => {
      const current = await transaction.findCustomerByToken(hashToken(newToken));
      assert.ok(current);
      await transaction.updateCustomer({ ...current, subjectHash: 'somebody' });
    });
    const { record } = await using;

    const kept = await test.store.read((transaction) => transaction.findCustomer(record.customerId));
    assert.deepEqual([kept?.subjectHash, kept?.previousTokenHash], ['somebody', null]);
  });

  it('of somebody who was erased are those of nobody', async (t) => {
    const { test, customers } = await setScene(t);
    const gone = await test.customer();

    const code = await customers.rotateIfOld(gone.actor.customerId, 'hash').catch(codeOf);
    const rotated = await customers
      .rotate(
        {
          customerId: gone.actor.customerId.replace(/.$/, '0'),
        } as Parameters<CustomerAuth['rotate']>[0], // the id is all that is read of it
        'hash',
      )
      .catch(codeOf);

    assert.deepEqual([code, rotated], [undefined, 'unauthenticated']);
  });

  it('go on as they are while nothing can be stored, but nobody new is made', async (t) => {
    let isReadOnly = false;
    const { test, customers, token } = await setScene(t, (store) => ({
      ...store,
      isWritable: true,
      transact: (work) => (isReadOnly ? Promise.reject(new BesideError('read_only')) : store.transact(work)),
    }));
    await test.pass(SERVER_LIMITS.tokenRotationMs + 1);
    isReadOnly = true;

    const known = await customers.authenticate('shop', token);

    assert.deepEqual([known.newToken, known.tokenHash], [undefined, hashToken(token)]);
    assert.equal(await customers.create('shop').catch(codeOf), 'read_only');
  });
});
