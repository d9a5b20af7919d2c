import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';

const root = fileURLToPath(new URL('.', import.meta.url));

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Browser → launcher; `BROWSERS=chromium,firefox` picks several. */
const launchers = {
  chromium: () =>
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: chromiumFlags },
    }),
  firefox: () =>
    playwrightLauncher({ product: 'firefox', launchOptions: browserAt(process.env.FIREFOX_PATH) }),
  webkit: () => playwrightLauncher({ product: 'webkit', launchOptions: browserAt(process.env.WEBKIT_PATH) }),
};

/** @param {string | undefined} executablePath */
function browserAt(executablePath) {
  return executablePath ? { executablePath } : {};
}

const wanted = (process.env.BROWSERS ?? 'chromium').split(',');
for (const name of wanted) {
  if (!(name in launchers))
    throw new Error(`BROWSERS names ${name}; there are ${Object.keys(launchers).join(', ')}`);
}

/** Elements are tested on what ships; `LIT=whole` runs them on Lit itself, as the npm packages do. */
const smallLit = {
  name: 'small-lit',
  /** @param {{ source: string, context: { path: string } }} wanted */
  resolveImport: ({ source, context }) =>
    litModules.includes(source) && !context.path.endsWith('/whole-lit.test-support.ts')
      ? '/packages/elements/src/small-lit/small-lit.ts'
      : undefined,
};
const litModules =
  process.env.LIT === 'whole' ? [] : ['lit', 'lit/decorators.js', 'lit/directives/repeat.js'];

/** @type {import("@web/test-runner").TestRunnerConfig & { coverageReporters: import("@web/test-runner").Reporter[] }} */
export default {
  rootDir: root,
  files: ['packages/{elements,embed,console}/src/**/*.test.ts', 'packages/*/src/**/*.browser.test.ts'],
  // Browsers run what Node runs: our packages from source.
  nodeResolve: { exportConditions: ['development'] },
  plugins: [smallLit, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}tsconfig.base.json` })],
  browsers: wanted.map((name) => launchers[name]()),
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  concurrency: 2,
  testFramework: { config: { timeout: 10_000, retries: 0 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  coverageConfig: { include: ['packages/*/src/**/*.ts'], reporters: ['lcovonly', 'text-summary'] },
  /** Added by `npm test -- --coverage`. */
  coverageReporters: [defaultReporter({ reportTestResults: false, reportTestProgress: false })],
};
