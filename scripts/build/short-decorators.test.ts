import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform as transpile } from 'esbuild';
import { shortDecorators } from './short-decorators.ts';

const run = (code: string): unknown => {
  const { transform } = shortDecorators();
  assert.ok(typeof transform === 'function');
  const context = {
    error(message: string): never {
      throw new Error(message);
    },
  };
  return transform.call(context as never, code, 'element.ts');
};
const build = async (code: string): Promise<string> => {
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } };
  return (await transpile(code, { loader: 'ts', target: 'es2022', tsconfigRaw })).code;
};

test('what esbuild makes of decorators today uses the one helper', async () => {
  const built = await build('class One { @property() two = 3; @state() private four = 5; }');

  assert.deepEqual(run(built), {
    code: `import { decorate as __decorateClass } from 'lit/decorators.js';
class One {
  constructor() {
    this.two = 3;
    this.four = 5;
  }
}
__decorateClass([
  property()
], One.prototype, "two", 2);
__decorateClass([
  state()
], One.prototype, "four", 2);
`,
    map: null,
  });
});

test('modules without decorators are left alone, another form stops the build', () => {
  assert.equal(run('const one = 1;'), null);
  assert.throws(() => run('__decorateClass([], One.prototype, "two", 2)'), /another form/);
});
