import {
  createUuidV7,
  type AgentId,
  type Clock,
  type EntryId,
  type Epoch,
  type OfferId,
} from '@beside/protocol';

const create = (clock: Clock): string => createUuidV7(clock.now(), clock.randomBytes(10));

// Each of these is a fresh UUIDv7, which is what the brands stand for.
/** A new entry's id. */
export const newEntryId = (clock: Clock): EntryId => create(clock) as EntryId;
/** A new offer's id. */
export const newOfferId = (clock: Clock): OfferId => create(clock) as OfferId;
/** A new agent's id. */
export const newAgentId = (clock: Clock): AgentId => create(clock) as AgentId;
/** A new epoch. */
export const newEpoch = (clock: Clock): Epoch => create(clock) as Epoch;
/** A new id of something that has no brand. */
export const newId = create;
