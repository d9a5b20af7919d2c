import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderFlowSchema } from '../generate/flow-schema.ts';
import { renderWireSchema } from '../generate/wire-schema.ts';
import type { Check } from './check.ts';

/** Every message of the wire, and the format of flows, can be told as JSON Schema; a change of one is seen in review. */
export const wireSchema: Check = {
  name: 'wire',
  run: (root) =>
    checkSchemas(root, { 'wire-schema.json': renderWireSchema(), 'flow.schema.json': renderFlowSchema() }),
};

/** The check itself, with the schemas handed in by their file in docs/. */
export function checkSchemas(
  root: string,
  schemas: Readonly<Record<string, string>>,
): { problems: string[]; summary: string } {
  const problems = Object.entries(schemas).flatMap(([name, schema]) => {
    const path = join(root, 'docs', name);
    const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === schema;
    return isCurrent ? [] : [`docs/${name} is not what packages/protocol says: npm run generate`];
  });
  return { problems, summary: `${String(Object.values(schemas).join('').length)} bytes of JSON Schema` };
}
