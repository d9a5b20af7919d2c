import { PROTOCOL_VERSIONS } from '@beside/protocol';
import {
  agentFrameSchema,
  customerFrameSchema,
  helloSchema,
  serverFrameSchema,
} from '@beside/protocol/schema';
import { toJSONSchema } from 'zod/mini';

/** Text of `docs/wire-schema.json`: every message of the wire as JSON Schema 2020-12, by who says it. */
export function renderWireSchema(): string {
  const frames = {
    hello: helloSchema,
    customer: customerFrameSchema,
    agent: agentFrameSchema,
    server: serverFrameSchema,
  };
  const definitions = Object.entries(frames).map(([name, schema]) => {
    // `input`: what may be sent, before defaults are filled in.
    const { $schema: _dialect, ...definition } = toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
    });
    return [name, definition];
  });
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Beside wire messages',
    'x-protocol-versions': PROTOCOL_VERSIONS,
    $defs: Object.fromEntries(definitions) as Record<string, unknown>,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
