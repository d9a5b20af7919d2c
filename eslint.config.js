import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wcConfigs } from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

const TESTS = [
  '**/*.test.{ts,js}',
  '**/*.contract.ts',
  '**/conformance/**',
  '**/testing/**',
  'e2e/**',
  'bench/**',
];
const TS_TESTS = [
  '**/*.test.ts',
  '**/*.contract.ts',
  '**/conformance/**/*.ts',
  '**/testing/**/*.ts',
  'e2e/**/*.ts',
];
const TEXT_AS_MARKUP = 'Text from a person is text; nothing of ours writes markup.';

/** Syntax that is refused everywhere; each message says what to do instead. */
const refusedSyntax = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Give it a name; a default export has as many names as importers.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a string union or an object `as const`.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'A module is the namespace.' },
  { selector: 'TSParameterProperty', message: 'Write the field and the assignment.' },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: TEXT_AS_MARKUP,
  },
  {
    selector: 'ImportSpecifier[imported.name=/^(unsafeHTML|unsafeSVG|unsafeStatic)$/]',
    message: TEXT_AS_MARKUP,
  },
  {
    selector: 'CallExpression[callee.property.name="postMessage"][arguments.1.value="*"]',
    message: 'Name the origin that may read the message.',
  },
  {
    selector: 'AssignmentExpression[left.property.name="onmessage"]',
    message: 'Use addEventListener: the slot belongs to the page.',
  },
];

const noStorage = ['localStorage', 'sessionStorage'].map((name) => ({
  name,
  message: 'Storage is handed in; only drivers touch it.',
}));
const noTimers = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'].map((name) => ({
  name,
  message: 'Timers are handed in: take a Clock.',
}));
const handedInTime = 'Time is handed in: take a Clock.';
const noClock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: handedInTime,
  },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: handedInTime },
];
const noNode = ['process', 'Buffer', 'global', 'require'].map((name) => ({
  name,
  message: 'This runs in browsers.',
}));

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '.cache/', '.data/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Lit binds listeners in templates to their element.
      '@typescript-eslint/unbound-method': 'off',
      // Implementing an asynchronous port synchronously is honest.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    plugins: { 'import-x': importX },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...refusedSyntax],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'prefer-const': 'error',
      'import-x/no-self-import': 'error',
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...refusedSyntax, ...noClock],
      'no-restricted-globals': ['error', ...noStorage, ...noTimers],
      'import-x/no-extraneous-dependencies': ['error', { devDependencies: false, includeTypes: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['packages/sdk/src/**/*.ts', 'packages/adapters/src/remote/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...noStorage, ...noTimers, ...noNode] },
  },
  {
    // Animation and debouncing of what is on the screen need no clock of their own.
    files: ['packages/{elements,embed,console}/src/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...noStorage, ...noNode] },
  },
  {
    files: ['packages/{elements,embed,console}/src/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wcConfigs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: litA11y.configs.recommended.rules,
    settings: { litHtmlSources: true },
  },
  {
    // The one place where each may be touched.
    files: ['packages/*/src/base/**', 'packages/*/src/drivers/**', 'packages/server/src/main.ts'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...refusedSyntax] },
  },
  {
    files: ['packages/embed/src/loader.ts', 'packages/server/src/main.ts', 'packages/server/src/cli/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', ...refusedSyntax],
      'no-console': 'off',
      'import-x/no-extraneous-dependencies': 'off',
    },
  },
  {
    files: TS_TESTS,
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            // The runner awaits these itself.
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
            // Synchronous; @open-wc/semantic-dom-diff 0.20 declares a promise. Until its types are mended.
            { from: 'package', package: 'chai', name: 'Equal' },
          ],
        },
      ],
      // `expect(x).to.be.true` is an expression on purpose.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['*.{js,mjs,cjs}', '.*.cjs', '.ci/**'],
    rules: { 'no-restricted-syntax': 'off' },
    languageOptions: { globals: nodeGlobals() },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
  },
  {
    files: ['{scripts,bench,e2e,examples}/**/*.{js,mjs}', 'demo/**/*.test.js'],
    languageOptions: { globals: nodeGlobals() },
  },
  {
    files: ['demo/**/*.js'],
    ignores: ['**/*.test.js'],
    languageOptions: { globals: browserGlobals() },
  },
);

function nodeGlobals() {
  return readonly(
    'process console Buffer URL fetch AbortSignal structuredClone setTimeout clearTimeout setInterval clearInterval',
  );
}

function browserGlobals() {
  return readonly(
    'window document navigator location history console localStorage sessionStorage customElements crypto',
    'HTMLElement Element Node Event CustomEvent EventTarget MutationObserver IntersectionObserver ResizeObserver',
    'URL URLSearchParams FormData fetch structuredClone queueMicrotask requestAnimationFrame cancelAnimationFrame',
    'setTimeout clearTimeout setInterval clearInterval matchMedia scrollTo scrollBy getComputedStyle',
  );
}

/** @param {string[]} lines names, separated by spaces */
function readonly(...lines) {
  const names = lines.flatMap((line) => line.split(' '));
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
