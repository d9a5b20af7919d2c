import type { Plugin } from 'rollup';

/** What esbuild puts at the top of every module with decorators. */
const helper =
  /^var __defProp = Object\.defineProperty;\n(?:var __getOwnPropDesc = .*\n)?var __decorateClass = \(decorators, target, key, kind\) => \{\n[\s\S]*?\n\};\n/m;

/** One helper for the decorators of all modules, in place of one in each. Runs on what esbuild made. */
export function shortDecorators(): Plugin {
  return {
    name: 'short-decorators',
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('__decorateClass')) return null;
      if (!helper.test(code)) return this.error(`${id} has decorators in another form than expected`);
      // Only small Lit's decorators are there, which define the property themselves and give nothing back.
      return {
        code: `import { decorate as __decorateClass } from 'lit/decorators.js';\n${code.replace(helper, '')}`,
        map: null,
      };
    },
  };
}
