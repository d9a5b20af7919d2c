import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderWireSchema } from '../generate/wire-schema.ts';
import type { Check } from './check.ts';

const PAGE = 'docs/wire-schema.json';

/** Every message of the wire can be told as JSON Schema, and a change of the wire is seen in review. */
export const wireSchema: Check = {
  name: 'wire',
  run: (root) => checkWireSchema(root, renderWireSchema()),
};

/** The check itself, with the schema handed in. */
export function checkWireSchema(root: string, schema: string): { problems: string[]; summary: string } {
  const path = join(root, PAGE);
  const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === schema;
  return {
    problems: isCurrent ? [] : [`${PAGE} is not what packages/protocol says: npm run generate`],
    summary: `${String(schema.length)} bytes of JSON Schema`,
  };
}
