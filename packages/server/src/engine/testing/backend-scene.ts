import type { TestContext } from 'node:test';
import type { Entry } from '@beside/protocol';
import { createFakeBackend, type FakeBackend, type FakeSwitches } from '@beside/adapters/fake-backend';
import { createSite, openTestCentre, type TestCentre, type TestCustomer } from './test-centre.ts';

/** A site whose backend is a fake, and a customer of it. */
export interface BackendScene {
  readonly centre: TestCentre;
  readonly fake: FakeBackend;
  readonly customer: TestCustomer;
}

/** Opens one; the fake survives restarts of the centre. */
export async function setScene(t: TestContext, switches: Partial<FakeSwitches> = {}): Promise<BackendScene> {
  const fake = createFakeBackend({ switches });
  // A restart of the server is not one of the backend: it is not let go, so that it remembers.
  const kept = { ...fake, dispose: async () => undefined };
  const centre = await openTestCentre(t, {
    sites: [createSite('shop', { backend: 'fake' }), createSite('outlet')],
    backends: { shop: () => kept },
  });
  return { centre, fake, customer: await centre.customer() };
}

/** What happened, in order. */
export const typesOf = (entries: readonly Entry[]): string[] => entries.map(({ type }) => type);
/** What was written, in order. */
export const textsOf = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) =>
    entry.type === 'chat.message' && entry.body.content.kind === 'text' ? [entry.body.content.text] : [],
  );

/** States of the deliveries that are not settled. */
export async function outboxOf({ store, clock }: TestCentre): Promise<string[]> {
  const rows = await store.read((transaction) => transaction.listDueOutbox(clock.now() + 1_000_000_000, 100));
  return rows.map(({ state }) => state);
}
