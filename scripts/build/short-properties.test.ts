import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plugin } from 'rollup';
import { nameShort, shortProperties } from './short-properties.ts';

const run = ({ transform }: Plugin, code: string, id = 'element.ts'): unknown => {
  assert.ok(typeof transform === 'function');
  const context = {
    error(message: string): never {
      throw new Error(message);
    },
  };
  return transform.call(context as never, code, id);
};

test('private properties get short names, the most used the shortest, whatever the order of the sources', () => {
  const sources = ['--_wide: 1; --_used: var(--_wide)', 'a { color: var(--_used, --_used-not) }', '--_used'];

  assert.deepEqual(
    [...nameShort(sources)],
    [
      ['--_used', '--_a'],
      ['--_wide', '--_b'],
      ['--_used-not', '--_c'],
    ],
  );
  assert.deepEqual([...nameShort(sources.toReversed())].sort(), [...nameShort(sources)].sort());
});

test('no two properties share a name, also when there are more than letters', () => {
  const names = Array.from({ length: 800 }, (_, index) => `--_property-${index}`);

  const short = new Set(nameShort(names).values());

  assert.equal(short.size, 800);
  for (const name of short) assert.match(name, /^--_[a-z]+$/);
});

test('styles and scripts are renamed alike; public properties and names that only begin alike stay', () => {
  const plugin = shortProperties(['--_size --_size --_size-small']);

  assert.deepEqual(run(plugin, "css`--_size:var(--beside-_size);--_size-small:1`;set('--_size')"), {
    code: "css`--_a:var(--beside-_size);--_b:1`;set('--_a')",
    map: null,
  });
  assert.equal(run(plugin, 'const one = 1;'), null);
});

test('a property that no source names stops the build', () => {
  assert.throws(() => run(shortProperties([]), 'css`--_new:1`'), /no source names --_new/);
});
