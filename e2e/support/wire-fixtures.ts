import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { newId } from './wire-client.ts';

/** Which side of the wire. */
export type Side = 'customer' | 'agent';
/** A frame of any version. */
export type AnyFrame = Readonly<Record<string, unknown>> & { readonly type: string };

/** A frame as a client of a version said it, or heard it. */
export interface WireFixture {
  readonly file: string;
  readonly who: Side;
  readonly does: 'says' | 'hears';
  readonly frame: AnyFrame;
}

const FOLDER = fileURLToPath(new URL('../../fixtures/wire', import.meta.url));
/** Items of a list that are recorded. */
const LONG_LIST = 20;
const NAME = /^(?:\d\d-)?(customer|agent)-(says|hears)-(.+)\.json$/;

/** The versions of which frames are kept: `v1`, … */
export function listVersions(): string[] {
  return readdirSync(FOLDER).filter((name) => /^v\d+$/.test(name));
}

/** The frames of a version; what clients say in the order in which they said it. */
export function readFixtures(version: string): WireFixture[] {
  const files = readdirSync(join(FOLDER, version)).sort();
  return files.map((file) => {
    const [, who, does] = NAME.exec(file) ?? [];
    if (who === undefined)
      throw new Error(`${file}: call it NN-customer-says-TYPE.json or agent-hears-TYPE.json`);
    return {
      file,
      who: who as Side, // by the expression above, as the next one
      does: does as 'says' | 'hears',
      frame: JSON.parse(readFileSync(join(FOLDER, version, file), 'utf8')) as AnyFrame,
    };
  });
}

/** Keeps a frame that was heard, under the name of its type or of a kind of it. */
export function writeHeard(version: string, who: Side, frame: AnyFrame, name: string): void {
  const path = join(FOLDER, version, `${who}-hears-${name}.json`);
  writeFileSync(path, `${JSON.stringify(thin(frame), null, 2)}\n`);
}

/** Of a long list of what looks alike, a few; there are a thousand free times. */
function thin(value: unknown): unknown {
  if (Array.isArray(value))
    return (value.length > LONG_LIST ? value.slice(0, LONG_LIST) : value).map((item) => thin(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, thin(inner)]));
}

/** What is in a frame: every path, with the kind of value at its end; the items of a list are one place. */
export function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => shapeOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null)
    return [`${path}: ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

/** Gives the ids of a recording new values, each the same everywhere. */
export function createRenamer(): (frame: AnyFrame) => AnyFrame {
  const renamed = new Map<string, string>();
  return (frame) => {
    const text = JSON.stringify(frame).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      const next = renamed.get(id) ?? newId();
      renamed.set(id, next);
      return next;
    });
    return JSON.parse(text) as AnyFrame; // what it was before, with other ids
  };
}
