import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { startPostgres } from '../stores/testing/start-postgres.ts';
import { startTestServer, type TestCustomer } from './testing/test-server.ts';
import { newId, type AnyFrame } from './testing/wire.ts';

/** For each store: what a server is given to use it. */
const STORES: Readonly<Record<string, (t: TestContext) => Promise<Record<string, string>>>> = {
  sqlite: () => Promise.resolve({}),
  async postgres(t) {
    const postgres = await startPostgres({ fsync: false });
    t.after(() => postgres.remove());
    return { DATABASE_URL: await postgres.createDatabase() };
  },
};

for (const [store, createEnvironment] of Object.entries(STORES))
  test(`[E6] a report's key means one body over a restart of the server, on ${store}`, async (t) => {
    const environment = await createEnvironment(t);
    const dataDir = mkdtempSync(join(tmpdir(), 'beside-report-'));
    t.after(() => rmSync(dataDir, { recursive: true, force: true }));
    const id = newId();
    const interactions = [{ id: newId(), name: 'chat.opened', at: 1, properties: { cart: 'c-1' } }];
    const others = [{ ...interactions[0], name: 'chat.closed' }];
    const report = (page: TestCustomer, body: object): Promise<AnyFrame> =>
      page.ask({ type: 'report', id, interactions: body });
    const first = await startTestServer({}, dataDir, { environment });
    const page = await first.customer();
    const done = await report(page, interactions);
    const refused = await report(page, others);
    await first.stop();

    const second = await startTestServer({}, dataDir, { environment });
    t.after(() => second.stop());
    const back = await second.customer({ token: page.token });
    const again = await report(back, interactions);
    const refusedAgain = await report(back, others);
    // The way of a page that goes away leads to the same report.
    const body = { siteId: 'shop', token: back.token, reportId: id, interactions: others };
    const beacon = await second.post('/v1/interactions', body, {
      origin: second.demo,
      'content-type': 'text/plain',
    });

    assert.equal(done.type, 'result');
    assert.deepEqual(again, done);
    for (const answer of [refused, refusedAgain])
      assert.deepEqual(
        [answer.type, (answer['error'] as { code: string } | undefined)?.code],
        ['refusal', 'conflict'],
      );
    assert.equal(beacon.status, 409);
  });
