import { newId, type Clock } from '@beside/protocol';
import type { Store } from '../ports/store.ts';

const NAME = 'instance-id';

/** Tells this data from that of another server, also after both were copied elsewhere; made at the first start. */
export async function keepInstanceId(store: Store, clock: Clock): Promise<string> {
  const known = await store.read((transaction) => transaction.getValue(NAME));
  if (known !== undefined) return known;
  const made = newId(clock);
  await store.transact((transaction) => transaction.setValue(NAME, made));
  return made;
}
