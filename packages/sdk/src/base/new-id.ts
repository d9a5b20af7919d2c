import { createUuidV7, type Clock } from '@beside/protocol';

/** A fresh UUIDv7 by a clock's time and randomness, branded as whatever kind of id is asked for. */
export function newId<Id extends string>(clock: Clock): Id {
  return createUuidV7(clock.now(), clock.randomBytes(10)) as Id; // made in the form that every brand checks
}
