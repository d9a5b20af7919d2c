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

/** Of a channel that is being built: recorded when the server speaks it. */
const NOT_SPOKEN_YET = /callback|^answer$/;

const parse = ({ who, does, frame }: WireFixture) =>
  frame.type === 'hello' ? helloSchema.safeParse(frame) : SCHEMAS[`${who} ${does}`].safeParse(frame);

/** The types that a schema knows; of commands, theirs. */
function typesOf(schema: (typeof SCHEMAS)[keyof typeof SCHEMAS]): string[] {
  return schema.def.options.flatMap((option) => {
    const { type, command } = option.def.shape as {
      readonly type: { readonly def: { readonly values: readonly string[] } };
      readonly command?: { readonly def: { readonly options: readonly { readonly def: unknown }[] } };
    }; // what every option of a frame's union looks like
    if (!command) return [...type.def.values];
    return command.def.options.flatMap(({ def }) => {
      const { shape } = def as { readonly shape?: { readonly type: typeof type } };
      return shape ? [...shape.type.def.values] : []; // a union inside is of a channel that is being built
    });
  });
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
    typesOf(schema)
      .filter((type) => !NOT_SPOKEN_YET.test(type))
      .map((type) => `${side} ${type}`),
  );

  assert.deepEqual(
    known.filter((type) => !recorded.has(type)),
    [],
  );
});
