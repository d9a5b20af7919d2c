import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { minify } from 'terser';
import { shortRegister } from './packages/embed/rollup-short-register.mjs';
import { LIMITS } from './packages/protocol/src/limits.ts';
import { minifyTemplates } from './scripts/build/minify-templates.ts';
import { shortDecorators } from './scripts/build/short-decorators.ts';
import { shortProperties } from './scripts/build/short-properties.ts';
import { findWorkspaceEntry } from './scripts/shared/workspace-entry.ts';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** @type {import('rollup').Plugin} Our packages come from their sources; third parties in their production form. */
const workspacePackages = {
  name: 'workspace-packages',
  resolveId: (source) => findWorkspaceEntry(root, source) ?? null,
};

/** @type {import('rollup').Plugin} */
const minifyChunks = {
  name: 'minify-chunks',
  async renderChunk(code, _chunk, { format }) {
    // Each knows tricks that the other does not; together they are a tenth of a kilobyte better than either.
    const { code: plain } = await transform(code, { minify: true, target: 'es2022' });
    const result = await minify(plain, {
      module: format === 'es',
      toplevel: true,
      ecma: 2022,
      // No function of ours is called with `new` or asks who called it, which is what makes arrows unsafe.
      compress: { passes: 3, unsafe_arrows: true },
      format: { comments: false },
    });
    return { code: result.code ?? code, map: null };
  },
};

/** @type {import('rollup').Plugin} The same schemas on a ninth of the code: docs/decisions/2026-11-25-small-schema.md */
const smallSchema = {
  name: 'small-schema',
  resolveId: (source) =>
    source === 'zod/mini' ? `${root}/packages/protocol/src/small-schema/small-schema.ts` : null,
};

/** @type {import('rollup').Plugin} Making a schema does nothing: those that a page does not use stay out of it. */
const unusedSchemas = {
  name: 'unused-schemas',
  transform: (code) =>
    code.includes("from 'zod/mini'") || code.includes('session/schema.ts')
      ? {
          code: code.replace(
            /(?<![\w.])(?=(?:z\.\w+|shortText|nameText|branded<\w+>|uuid|name|hasAtMost)\()/g,
            '/* @__PURE__ */ ',
          ),
          map: null,
        }
      : null,
};

/** @type {import('rollup').Plugin} Numbers in the place of names that every chunk would look up in one long list. */
const plainLimits = {
  name: 'plain-limits',
  transform: (code, id) =>
    id.includes('/packages/') && code.includes('LIMITS.')
      ? { code: code.replace(/\bLIMITS\.(\w+)/g, (whole, name) => String(LIMITS[name] ?? whole)), map: null }
      : null,
};

const smallLitFile = `${root}/packages/elements/src/small-lit/small-lit.ts`;
const litModules = ['lit', 'lit/decorators.js', 'lit/directives/repeat.js'];

/** @type {import('rollup').Plugin} What our elements use of Lit: docs/decisions/2026-11-25-small-lit.md */
const smallLit = {
  name: 'small-lit',
  resolveId(source) {
    if (!/^(?:lit|@lit|lit-html|lit-element)(?:\/|$)/.test(source)) return null;
    if (!litModules.includes(source)) this.error(`small Lit has nothing of ${source}`);
    return smallLitFile;
  },
};

const browserPlugins = [
  smallSchema,
  smallLit,
  workspacePackages,
  nodeResolve({ browser: true, extensions: ['.ts', '.mjs', '.js'] }),
  shortRegister(),
  unusedSchemas,
  plainLimits,
  minifyTemplates(),
  shortProperties(
    globSync('packages/{elements,console,embed}/src/**/*.ts', { cwd: root }).map((file) =>
      readFileSync(`${root}/${file}`, 'utf8'),
    ),
  ),
  esbuild({ target: 'es2022', tsconfig: `${root}/tsconfig.base.json` }),
  shortDecorators(),
  minifyChunks,
];

/** @type {import('rollup').InputOptions['onwarn']} What is only a warning to rollup is a broken page to a customer. */
const failOnWarning = (warning) => {
  throw new Error(`rollup: ${warning.message}`);
};

/** @type {import('rollup').TreeshakingOptions} What these floors define and nobody uses goes; importing them does nothing. */
const treeshake = { moduleSideEffects: (id) => !/\/packages\/(?:protocol|adapters|sdk)\/src\//.test(id) };

/**
 * A page's scripts: one entry and what it imports on demand.
 *
 * @param {Record<string, string>} input name of the entry → its source
 * @param {string} folder of the scripts, relative to where the page's address leads
 * @returns {import('rollup').RollupOptions}
 */
function pageConfig(input, folder) {
  return {
    input,
    // Otherwise the entry would be an empty shell around a shared chunk: one more request before anything runs.
    preserveEntrySignatures: 'allow-extension',
    plugins: browserPlugins,
    treeshake,
    onwarn: failOnWarning,
    output: {
      format: 'es',
      entryFileNames: `${folder}/[name]-[hash].js`,
      chunkFileNames: `${folder}/[name]-[hash].js`,
    },
  };
}

/**
 * What a page needs at once although several modules ask for it: packed as one file it is smaller than as many, and comes
 * by one way to the server instead of several. Name of the chunk → its sources.
 */
const TOGETHER = {
  'callback-channel': [
    'sdk/src/channels/callback/customer-callback.ts',
    'sdk/src/channels/callback/callback-state.ts',
    'sdk/src/channels/callback/callback-questions.ts',
    'adapters/src/remote/read-callbacks.ts',
    'protocol/src/callback/availability-schema.ts',
    'protocol/src/callback/command-schema.ts',
    'protocol/src/callback/consent-schema.ts',
  ],
  'panel-parts': [
    'elements/src/launcher/panel-header.ts',
    'elements/src/shared/controls.ts',
    'elements/src/shared/panel-icons.ts',
    'elements/src/parts/avatar/avatar.ts',
    'elements/src/parts/avatar/avatar.styles.ts',
    'elements/src/parts/avatar/initials.ts',
  ],
  'callback-card': [
    'elements/src/panels/home/callback-card.ts',
    'elements/src/panels/home/callback-card-text.ts',
    'elements/src/client/waiting-text.ts',
    'elements/src/shared/phone-icon.ts',
    'elements/src/shared/find-callback-terms.ts',
    'elements/src/shared/terms/callback.ts',
  ],
};

/** The customer's page apart from the loader. */
export function bootConfig() {
  const config = pageConfig({ boot: `${root}/packages/embed/src/boot.ts` }, 'chunks');
  const manualChunks = (id) =>
    Object.entries(TOGETHER).find(([, files]) => files.includes(id.replace(`${root}/packages/`, '')))?.[0];
  return { ...config, output: { ...config.output, manualChunks, onlyExplicitManualChunks: true } };
}

/**
 * The loader: one classic script that imports nothing.
 *
 * @param {string} bootFile address of the boot entry relative to the loader; stands in for `__BESIDE_BOOT__`.
 * @returns {import('rollup').RollupOptions}
 */
export function loaderConfig(bootFile) {
  /** @type {import('rollup').Plugin} */
  const bootAddress = {
    name: 'boot-address',
    transform: (code, id) =>
      id.endsWith('.ts') && code.includes('__BESIDE_BOOT__')
        ? {
            code: code.replace(/(?<!declare const )\b__BESIDE_BOOT__\b/g, JSON.stringify(bootFile)),
            map: null,
          }
        : null,
  };
  return {
    input: { beside: `${root}/packages/embed/src/loader.ts` },
    plugins: [bootAddress, ...browserPlugins],
    onwarn: failOnWarning,
    output: { format: 'iife', entryFileNames: 'beside.js', inlineDynamicImports: true },
  };
}

/**
 * What invites: one classic script beside the loader, for the sites that want it.
 *
 * @returns {import('rollup').RollupOptions}
 */
export function invitationsConfig() {
  return {
    input: { invitations: `${root}/packages/embed/src/invitations/main.ts` },
    plugins: browserPlugins,
    treeshake,
    onwarn: failOnWarning,
    output: { format: 'iife', entryFileNames: 'invitations.js', inlineDynamicImports: true },
  };
}

/** The agents' page. */
export function consoleConfig() {
  return pageConfig({ main: `${root}/packages/console/src/main.ts` }, 'assets');
}
