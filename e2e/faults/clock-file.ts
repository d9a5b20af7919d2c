import { renameSync, writeFileSync } from 'node:fs';

/** Writes the file that libfaketime reads; in one step, because it may read at any moment. */
export function setOffset(path: string, offsetS: number): void {
  writeFileSync(`${path}.next`, `${offsetS < 0 ? '-' : '+'}${Math.abs(offsetS)}\n`);
  renameSync(`${path}.next`, path);
}
