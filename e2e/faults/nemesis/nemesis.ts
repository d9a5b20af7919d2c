import type { FaultKind } from '../schedule.ts';
import type { Stand } from '../stand.ts';

/** A kind of fault that can be done to a stand. */
export interface Nemesis extends FaultKind {
  /** Does it; the answer ends it and resolves when the world is as it was before. */
  begin(stand: Stand, parameters: Readonly<Record<string, unknown>>): Promise<() => Promise<void>>;
}
