import { BesideError, type CustomerId } from '@beside/protocol';
import type { Transaction } from '../../ports/store.ts';
import type { Keyring } from '../../timeline/keyring.ts';
import type { BackendCall } from './bridge-port.ts';

const ID_BYTES = 36;
const placeOf = (outboxId: string): string => `outbox|${outboxId}`;

/** A waiting call as the store keeps it: whose it is, then the call sealed with that customer's key. */
export function sealCall(
  keyring: Keyring,
  outboxId: string,
  owner: { readonly customerId: string; readonly wrappedKey: Uint8Array },
  call: BackendCall,
): Uint8Array {
  const sealed = keyring.seal(owner.wrappedKey, placeOf(outboxId), JSON.stringify(call));
  return Buffer.concat([Buffer.from(owner.customerId, 'ascii'), sealed]);
}

/** The call; undefined when its customer was erased meanwhile, or it cannot be opened: then it never will be. */
export async function openCall(
  transaction: Transaction,
  keyring: Keyring,
  { outboxId, call }: { readonly outboxId: string; readonly call: Uint8Array },
): Promise<BackendCall | undefined> {
  const customerId = Buffer.from(call.subarray(0, ID_BYTES)).toString('ascii') as CustomerId; // written above
  const customer = await transaction.findCustomer(customerId);
  if (!customer) return undefined;
  try {
    const text = keyring.open(customer.wrappedKey, placeOf(outboxId), call.subarray(ID_BYTES));
    return JSON.parse(text) as BackendCall; // sealed by ourselves
  } catch (error) {
    if (error instanceof BesideError) return undefined; // given up by the caller, with a line in the log
    throw error;
  }
}
