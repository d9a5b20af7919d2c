import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import { parseFrame } from './parse-frame.ts';

const parse = (text: string) => parseFrame(Buffer.from(text));

function problemOf(text: string): unknown {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof BesideError);
    return error.details['problem'];
  }
  return 'accepted';
}

const nested = (depth: number): string => `{"type":"x","a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('parseFrame', () => {
  it('reads type and id of an object', () => {
    const id = '01930000-0000-7000-8000-000000000000';

    assert.deepEqual(parse(`{"type":"x","id":"${id}","a":1}`), {
      type: 'x',
      id,
      value: { type: 'x', id, a: 1 },
    });
  });

  it('takes only an id that can be answered', () => {
    assert.equal(parse('{"type":"x","id":"<script>"}').id, undefined);
    assert.equal(parse('{"type":"x","id":7}').id, undefined);
  });

  it('[bad_W5] refuses more than 32 levels before anything walks them', () => {
    assert.equal(problemOf(nested(32)), 'accepted');
    assert.equal(problemOf(nested(33)), 'depth');
    assert.equal(problemOf(nested(10_000)), 'depth');
    assert.equal(problemOf('['.repeat(1_000_000)), 'depth');
  });

  it('does not count brackets in texts', () => {
    assert.equal(problemOf(JSON.stringify({ type: 'x', text: '[{"\\'.repeat(100) })), 'accepted');
  });

  it('[bad_W6] refuses keys that reach a prototype, however they are written', () => {
    assert.equal(problemOf('{"type":"x","__proto__":{"admin":true}}'), 'value');
    assert.equal(problemOf(String.raw`{"type":"x","a":[{"\u005f_proto__":{}}]}`), 'value');
    assert.equal(problemOf('{"type":"x","text":"__proto__"}'), 'accepted');
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it('[bad_W7] refuses a negative zero', () => {
    assert.equal(problemOf('{"type":"x","seq":-0}'), 'value');
    assert.equal(problemOf('{"type":"x","text":"-0"}'), 'accepted');
  });

  it('[bad_W1] refuses what is empty or no object', () => {
    assert.deepEqual(['', 'null', '[]', '"x"', '{"type":1}', '{'].map(problemOf), [
      'json',
      'object',
      'object',
      'object',
      'type',
      'json',
    ]);
  });
});
