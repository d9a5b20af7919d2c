/**
 * Keeps third parties from leaving things on a page that is not ours: "one global, `beside`" (invariant 6).
 *
 * Lit writes three version lists, a metadata map and `Symbol.metadata`, and reads hooks for old browsers from the
 * global scope, where a page's `<form id="litHtmlPolyfillSupport">` would be taken for one. Its Trusted Types policy has
 * a name that the page's own Lit may have taken already; ours is called `beside`.
 *
 * Every replacement has to be found: an update that moves one of them breaks the build instead of a page.
 */

/** @typedef {{ readonly find: RegExp, readonly put: string }} Replacement */

/** @type {readonly (readonly [file: RegExp, replacements: readonly Replacement[]])[]} */
const rules = [
  [
    /\/lit-html\/lit-html\.js$/,
    [
      { find: /\(\w+\.litHtmlVersions\?\?=\[\]\)/g, put: '[]' },
      { find: /\b\w+\.litHtmlPolyfillSupport\b/g, put: 'void 0' },
      { find: /createPolicy\("lit-html"/g, put: 'createPolicy("beside"' },
    ],
  ],
  [
    /\/lit-element\/lit-element\.js$/,
    [
      { find: /\(\w+\.litElementVersions\?\?=\[\]\)/g, put: '[]' },
      { find: /\b\w+\.litElementPolyfillSupport\b/g, put: 'void 0' },
      { find: /\b\w+\.litElementHydrateSupport\?\.\(/g, put: '(()=>{})(' },
    ],
  ],
  [
    /\/@lit\/reactive-element\/reactive-element\.js$/,
    [
      { find: /\(\w+\.reactiveElementVersions\?\?=\[\]\)/g, put: '[]' },
      { find: /\b\w+\.reactiveElementPolyfillSupport\b/g, put: 'void 0' },
      // Standard decorators would need both; ours are Lit's legacy ones (tsconfig.base.json).
      { find: /Symbol\.metadata\?\?=Symbol\("metadata"\)/g, put: '0' },
      { find: /\b\w+\.litPropertyMetadata\?\?=new WeakMap\b/g, put: '0' },
      { find: /(?<![.\w])litPropertyMetadata\.get\(/g, put: '(new WeakMap).get(' },
    ],
  ],
];

/**
 * The plugin; stands before anything that rewrites JavaScript.
 *
 * @returns {import('rollup').Plugin}
 */
export function privateGlobals() {
  return {
    name: 'private-globals',
    transform(code, id) {
      const rule = rules.find(([file]) => file.test(id));
      if (!rule) return null;
      let result = code;
      for (const { find, put } of rule[1]) {
        if (result.search(find) < 0)
          this.error(`${id} no longer holds ${String(find)}; see rollup-private-globals.mjs`);
        result = result.replace(find, put);
      }
      return { code: result, map: null };
    },
  };
}
