import { flowJsonSchema } from '@beside/protocol/visual-ivr/json-schema';

/** Text of `docs/flow.schema.json`: the format of a visual IVR as JSON Schema 2020-12, for editors. */
export function renderFlowSchema(): string {
  return `${JSON.stringify(flowJsonSchema(), null, 2)}\n`;
}
