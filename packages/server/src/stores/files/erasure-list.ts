import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError, type Clock, type CustomerId } from '@beside/protocol';
import type { Erasures } from '../../ports/erasures.ts';
import { writeDurably } from './durable-file.ts';

/** Name of the list in a data folder and in a backup. */
export const ERASURES_FILE = 'erasures.txt';

const LINE = /^([0-9a-f]{64}) (\S+)$/;

/** Opens the list of a data folder. One process at a time adds to it: the one that has the folder's lock. */
export function openErasures({ dataDir, clock }: { dataDir: string; clock: Pick<Clock, 'now'> }): Erasures {
  const path = join(dataDir, ERASURES_FILE);
  const known = readErasures(path);
  return {
    has: (customerId) => known.has(hashOf(customerId)),
    async add(customerIds) {
      const at = new Date(clock.now()).toISOString();
      for (const customerId of customerIds) {
        const hash = hashOf(customerId);
        if (!known.has(hash)) known.set(hash, at);
      }
      try {
        writeErasures(path, known);
      } catch (cause) {
        throw new BesideError('read_only', { cause });
      }
    },
  };
}

/** Hash of a customer's id → when it was erased. Nothing where there is no file; lines that are none are passed over. */
export function readErasures(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, hash, at] = LINE.exec(line) ?? [];
      return hash !== undefined && at !== undefined ? [[hash, at] as const] : [];
    }),
  );
}

/** Writes a list, whole or not at all. */
export function writeErasures(path: string, erasures: ReadonlyMap<string, string>): void {
  writeDurably(path, [...erasures].map(([hash, at]) => `${hash} ${at}\n`).join(''));
}

/** Enough without a key, because an id has 74 random bits. */
export function hashOf(customerId: CustomerId): string {
  return createHash('sha256').update(`beside:erased:${customerId}`).digest('hex');
}
