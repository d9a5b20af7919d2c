import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROTOCOL_VERSIONS } from '@beside/protocol';
import {
  agentFrameSchema,
  agentServerFrameSchema,
  customerFrameSchema,
  customerServerFrameSchema,
  helloSchema,
} from '@beside/protocol/schema';

import { listVersions, readFixtures, type WireFixture } from './support/wire-fixtures.ts';

const SCHEMAS = {
  'customer says': customerFrameSchema,
  'agent says': agentFrameSchema,
  'customer hears': customerServerFrameSchema,
  'agent hears': agentServerFrameSchema,
} as const;

const parse = ({ who, does, frame }: WireFixture) =>
  frame.type === 'hello' ? helloSchema.safeParse(frame) : SCHEMAS[`${who} ${does}`].safeParse(frame);

/** As much of a union, and of one of its options, as is read here. */
interface Option {
  readonly def?: { readonly options?: readonly Option[] };
  readonly shape?: {
    readonly type: { readonly def: { readonly values: readonly string[] } };
    readonly command?: Option;
  };
}

/** The types that a schema knows; of commands, theirs. Unions lie in unions, which their types do not let one walk. */
function typesOf({ def, shape }: Option): string[] {
  if (shape) return shape.command ? typesOf(shape.command) : [...shape.type.def.values];
  return (def?.options ?? []).flatMap(typesOf);
}

for (const version of listVersions()) {
  for (const fixture of readFixtures(version)) {
    test(`${version}/${fixture.file} is understood by the schemas of today`, () => {
      const { success, data } = parse(fixture);

      assert.equal(success, true);
      // What a client says is taken as it is; of what it hears, what it does not know may be left out.
      if (fixture.does === 'says') assert.deepEqual(data, fixture.frame);
    });
  }
}

test('of the newest version there is a recording of every type', () => {
  const recorded = new Set(
    readFixtures(`v${PROTOCOL_VERSIONS[0]}`).map(({ who, does, frame }) => {
      const command = frame['command'] as { type: string } | undefined;
      return `${who} ${does} ${command?.type ?? frame.type}`;
    }),
  );
  const known = Object.entries(SCHEMAS).flatMap(([side, schema]) =>
    typesOf(schema as unknown as Option).map((type) => `${side} ${type}`),
  );

  assert.deepEqual(
    known.filter((type) => !recorded.has(type)),
    [],
  );
});
