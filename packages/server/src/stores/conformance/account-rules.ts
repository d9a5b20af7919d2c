import assert from 'node:assert/strict';
import { BYTES, newAgent, newCustomer, newId, upTo } from './samples.ts';
import { codeOf, type AddTest } from './store-harness.ts';

/** Rules of people and their credentials. */
export function addAccountRules(test: AddTest): void {
  test('[SC8] a customer is found by the token in use and the one before it', async ({ store }) => {
    const first = newCustomer({ tokenHash: 'token-1' });
    const other = newCustomer({ tokenHash: 'token-9' });
    const find = (hash: string) => store.read((transaction) => transaction.findCustomerByToken(hash));
    await store.transact(async (transaction) => {
      await transaction.insertCustomer(first);
      await transaction.insertCustomer(other);
    });

    const second = { ...first, tokenHash: 'token-2', previousTokenHash: 'token-1', tokenIssuedAt: 2_000 };
    await store.transact((transaction) => transaction.updateCustomer(second));
    assert.deepEqual([await find('token-1'), await find('token-2')], [second, second]);

    const third = { ...second, tokenHash: 'token-3', previousTokenHash: 'token-2' };
    await store.transact((transaction) => transaction.updateCustomer(third));
    assert.deepEqual(
      [await find('token-1'), await find('token-2'), await find('token-3'), await find('token-9')],
      [undefined, third, third, other],
    );

    await store.transact((transaction) => transaction.updateCustomer({ ...third, previousTokenHash: null }));
    assert.deepEqual([await find('token-2'), await find('')], [undefined, undefined]);
  });

  test('[SC8] everything about a customer comes back as it was', async ({ store }) => {
    const customer = newCustomer({
      previousTokenHash: newId(),
      subjectHash: 'subject',
      sealedIdentity: Uint8Array.from([0, 255, 0]),
      wrappedKey: BYTES,
    });
    await store.transact((transaction) => transaction.insertCustomer(customer));

    const found = await store.read((transaction) => transaction.findCustomer(customer.customerId));

    assert.deepEqual(found, customer);
  });

  test('[SC8] an identified subject is one customer of its site', async ({ store }) => {
    const here = newCustomer({ subjectHash: 'subject' });
    const there = newCustomer({ subjectHash: 'subject', siteId: 'outlet' });
    await store.transact(async (transaction) => {
      await transaction.insertCustomer(here);
      await transaction.insertCustomer(there);
    });
    const find = (siteId: string) =>
      store.read((transaction) => transaction.findCustomerBySubject(siteId, 'subject'));

    const second = newCustomer({ subjectHash: 'subject' });
    await assert.rejects(store.transact((transaction) => transaction.insertCustomer(second)));

    assert.deepEqual(
      [await find('shop'), await find('outlet'), await find('other')],
      [here, there, undefined],
    );
  });

  test('[SC8] two customers never share a token', async ({ store }) => {
    const first = newCustomer();
    await store.transact((transaction) => transaction.insertCustomer(first));

    const second = newCustomer({ tokenHash: first.tokenHash });
    await assert.rejects(store.transact((transaction) => transaction.insertCustomer(second)));

    assert.equal(await store.read((transaction) => transaction.findCustomer(second.customerId)), undefined);
  });

  test('[SC8] a customer who is not there cannot be changed, nor one who is there made again', async ({
    store,
  }) => {
    const gone = newCustomer();
    const known = newCustomer();
    await store.transact((transaction) => transaction.insertCustomer(known));

    const codes = [
      await codeOf(store.transact((transaction) => transaction.updateCustomer(gone))),
      await codeOf(
        store.transact((transaction) => transaction.insertCustomer({ ...known, siteId: 'outlet' })),
      ),
    ];

    assert.deepEqual(codes, ['not_found', 'conflict']);
    const found = await store.read(async (transaction) => [
      await transaction.findCustomer(gone.customerId),
      await transaction.findCustomer(known.customerId),
    ]);
    assert.deepEqual(found, [undefined, known]);
  });

  test('[SC9] an e-mail belongs to one agent', async ({ store }) => {
    const mina = newAgent({
      email: 'mina@centre.example',
      queues: { shop: ['general', 'orders'], outlet: [] },
    });
    const jun = newAgent({ email: 'jun@centre.example', isDisabled: true, role: 'supervisor' });
    await store.transact(async (transaction) => {
      await transaction.putAgent(mina);
      await transaction.putAgent(jun);
    });

    const thief = { ...jun, email: 'mina@centre.example' };
    assert.equal(await codeOf(store.transact((transaction) => transaction.putAgent(thief))), 'conflict');

    const changed = { ...mina, name: 'Mina Lee', capacity: 1 };
    await store.transact((transaction) => transaction.putAgent(changed));
    const found = await store.read(async (transaction) => ({
      all: await transaction.listAgents(),
      byId: await transaction.findAgent(jun.agentId),
      byEmail: await transaction.findAgentByEmail('mina@centre.example'),
      nobody: await transaction.findAgentByEmail('nobody@centre.example'),
    }));
    assert.deepEqual(found, { all: [jun, changed], byId: jun, byEmail: changed, nobody: undefined });
  });

  test('[SC9] sessions are listed oldest first, move when touched, and go', async ({ store }) => {
    const { agentId } = newAgent();
    const sessions = upTo(3).map((index) => ({
      tokenHash: `session-${index}`,
      agentId,
      createdAt: 1_000 * (4 - index),
      seenAt: 5_000,
    }));
    await store.transact(async (transaction) => {
      for (const session of sessions) await transaction.insertAgentSession(session);
      await transaction.touchAgentSession('session-2', 9_000);
      await transaction.deleteAgentSession('session-1');
      await transaction.deleteAgentSession('unknown');
    });

    const found = await store.read(async (transaction) => ({
      all: await transaction.listAgentSessions(agentId),
      gone: await transaction.findAgentSession('session-1'),
      touched: await transaction.findAgentSession('session-2'),
    }));
    const touched = { ...sessions[1], seenAt: 9_000 };
    assert.deepEqual(found, { all: [sessions[2], touched], gone: undefined, touched });
  });
}
