/** A hundred customers want the last place of one slot, at the wire of a real server, on either store. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startPostgres } from '@beside/server/testing/postgres';

import { STORES, type StoreName } from './faults/stand.ts';
import { startConfigured } from './support/start-configured.ts';
import { connect, newId, WireFailure, type WireClient } from './support/wire-client.ts';

const CUSTOMERS = 100;
const MANY = 1_000_000;

const config = {
  sites: [
    {
      ...{ siteId: 'shop', name: 'Shop', origins: ['http://localhost:1'], allowNoOrigin: true },
      hours: { zone: 'Asia/Seoul', week: 'always' },
      callback: {
        plannedAgents: { general: 1 },
        rules: { perSiteMinute: MANY, perAddressHour: MANY, prefixNumbers: MANY },
      },
    },
  ],
};

/** Slots as they are offered to one customer. */
interface Offered {
  readonly revision: string;
  readonly slots: readonly { readonly startAt: number }[];
}

async function readOffer(customer: WireClient): Promise<Offered> {
  const answer = await customer.request({ type: 'callback-offer', id: newId(), locale: 'en' });
  return (answer.value as unknown as { availability: Offered }).availability; // our own server
}

async function ask(customer: WireClient, { revision }: Offered, startAt: number, index: number) {
  await customer.command({
    ...{ type: 'callback.request', conversationId: newId(), callbackId: newId(), zone: 'Asia/Seoul' },
    ...{ when: { kind: 'scheduled', startAt }, availabilityRevision: revision, locale: 'en' },
    ...{ target: { kind: 'phone', number: `010${String(23_450_000 + index * 37)}` } },
    ...{ matter: { path: [] }, consents: [] },
  });
}

async function raceForTheLastPlace(env: Readonly<Record<string, string>>): Promise<void> {
  const server = await startConfigured(config, { env });
  const customers: WireClient[] = [];
  try {
    for (let index = 0; index < CUSTOMERS; index += 1)
      customers.push(
        await connect(
          server.line.socket,
          { role: 'customer', siteId: 'shop' },
          `127.0.${1 + (index >> 6)}.${1 + (index & 63)}`,
        ),
      );
    const offer = await readOffer(customers[0]!);
    const wanted = offer.slots[10]!.startAt;

    const results = await Promise.allSettled(
      customers.map((customer, index) => ask(customer, offer, wanted, index)),
    );

    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    assert.equal(failures.length, CUSTOMERS - 1);
    const alternatives = [8, 9, 11].map((place) => offer.slots[place]!.startAt);
    for (const failure of failures) {
      assert.ok(failure instanceof WireFailure);
      assert.equal(failure.code, 'slot_taken');
      const { alternative1At, alternative2At, alternative3At } = failure.details;
      assert.deepEqual([alternative1At, alternative2At, alternative3At], alternatives);
    }
    const left = await readOffer(customers[1]!);
    assert.ok(!left.slots.some(({ startAt }) => startAt === wanted), 'the place is still offered');
  } finally {
    for (const customer of customers) customer.close();
    await server.stop();
  }
}

const onStore: Readonly<Record<StoreName, () => Promise<void>>> = {
  sqlite: () => raceForTheLastPlace({}),
  async postgres() {
    const postgres = await startPostgres({ fsync: true });
    try {
      await raceForTheLastPlace({ DATABASE_URL: await postgres.createDatabase() });
    } finally {
      await postgres.remove();
    }
  },
};

for (const store of STORES)
  test(`[C3] a hundred want the last place of a slot at once, on ${store}: one gets it, the others three alternatives`, () =>
    onStore[store]());
