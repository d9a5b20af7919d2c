import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BesideError } from '@beside/protocol';
import * as z from 'zod/mini';
import { ERASURES_FILE } from '../stores/files/erasure-list.ts';
import { COPY_FILES } from './copier.ts';

/** Name of what describes a backup; written last. */
export const MANIFEST_FILE = 'manifest.json';

const fileSchema = z.object({ bytes: z.int(), sha256: z.string() });

/** What a backup says of itself. */
export const manifestSchema = z.object({
  format: z.literal('beside-backup'),
  version: z.int(),
  store: z.enum(['sqlite', 'postgres']),
  /** How many migrations the database has behind it. */
  schemaVersion: z.int(),
  takenAt: z.string(),
  /** Of the data it was taken from; `null` of data that is older than such ids. */
  instanceId: z.nullable(z.string()),
  /** Which master key opens it; says nothing about the key. */
  keyFingerprint: z.nullable(z.string()),
  counts: z.record(z.string(), z.int()),
  files: z.record(z.string(), fileSchema),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;

/** This version of {@link Manifest}. */
export const MANIFEST_VERSION = 1;

/** Length and SHA-256 of each file of a backup. */
export async function describeFiles(folder: string, store: Manifest['store']): Promise<Manifest['files']> {
  const files: Manifest['files'] = {};
  for (const name of namesOf(store)) files[name] = await describeFile(join(folder, name));
  return files;
}

/**
 * Reads what a backup says of itself and compares it with its files.
 *
 * @throws BesideError `backup_invalid` naming what is wrong
 */
export async function readBackup(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE);
  if (!existsSync(path))
    throw broken(MANIFEST_FILE, 'there is none: this is no backup, or one that was cut off');
  const manifest = parse(path);
  if (manifest.version > MANIFEST_VERSION) throw tooNew();
  for (const name of namesOf(manifest.store)) {
    const said = manifest.files[name];
    if (!said || !existsSync(join(folder, name))) throw broken(name, 'the file is missing');
    const found = await describeFile(join(folder, name));
    if (found.bytes !== said.bytes || found.sha256 !== said.sha256)
      throw broken(name, 'the file is not the one that was written: take another backup');
  }
  return manifest;
}

const namesOf = (store: Manifest['store']): string[] => [COPY_FILES[store], ERASURES_FILE];

/** What is wrong with a backup. */
export function broken(field: string, mend: string, cause?: unknown): BesideError {
  return new BesideError('backup_invalid', { cause, details: { field, mend } });
}

/** A backup of a version to come. */
export function tooNew(): BesideError {
  return broken(MANIFEST_FILE, 'it was made by a newer version: update this one first');
}

function parse(path: string): Manifest {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw broken(MANIFEST_FILE, 'it cannot be read', cause);
  }
  const result = manifestSchema.safeParse(raw);
  if (result.success) return result.data;
  const version = (raw as { version?: unknown } | null)?.version;
  throw typeof version === 'number' && version > MANIFEST_VERSION
    ? tooNew()
    : broken(MANIFEST_FILE, 'it is not of the form of one');
}

async function describeFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { bytes: statSync(path).size, sha256: hash.digest('hex') };
}
