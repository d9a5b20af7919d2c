/** Folder that a rule is about, as a regular expression on the path. */
const pkg = (/** @type {string} */ name) => `^packages/(${name})/src/`;

/** Tests and the suites they share may look at anything below and beside. */
const TESTS = String.raw`\.test\.(ts|js)$|\.test-support\.ts$|\.contract\.ts$|/testing/`;

/**
 * A folder of one floor must not import what lies on a higher floor or beside it.
 *
 * @param {string} name
 * @param {string} from
 * @param {string} to
 * @param {string} comment
 */
const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: to },
});

/**
 * A heavy or dangerous third party is imported in exactly one file.
 *
 * @param {string} packageName
 * @param {string} file
 */
const only = (packageName, file) => ({
  name: `${packageName.replace(/\W+/g, '-')}-in-one-file`,
  comment: `${packageName} is imported in ${file} only`,
  severity: 'error',
  from: { path: '^packages/', pathNot: [TESTS, file] },
  to: { path: `^(node_modules/)?${packageName}(/|$)` },
});

/**
 * One rule per floor of the server: nothing on a floor above it.
 *
 * @param {string[]} names folders and files from the ground up; `|` between those of one floor.
 */
const serverFloors = (names) =>
  names.slice(0, -1).map((name, index) => {
    const above = names.slice(index + 1).join('|');
    const from = `${pkg('server')}(${name})[/.]`;
    return never(
      `server-${name.replaceAll('|', '-')}`,
      from,
      `${pkg('server')}(${above})[/.]`,
      `above are ${above}`,
    );
  });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'whoever needs the other one moves below it',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'the import names nothing that exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },

    // Floors of the packages.
    never(
      '0-protocol',
      pkg('protocol'),
      pkg('adapters|sdk|server|elements|embed|console'),
      'protocol is the ground floor',
    ),
    never(
      '1-adapters',
      pkg('adapters'),
      pkg('sdk|server|elements|embed|console'),
      'adapters know protocol only',
    ),
    never(
      '2-sdk',
      pkg('sdk'),
      pkg('adapters|server|elements|embed|console'),
      'the SDK is handed its ContactCenter',
    ),
    never('2-server', pkg('server'), pkg('sdk|elements|embed|console'), 'the server runs no browser code'),
    never('3-elements', pkg('elements'), pkg('adapters|server|embed|console'), 'elements know no backend'),
    never('4-embed', pkg('embed'), pkg('server|console'), 'the customer page holds no agent code'),
    never('4-console', pkg('console'), pkg('server|embed'), 'the agent page holds no customer code'),
    never(
      '5-outside',
      '^packages/',
      '^(demo|e2e|bench|examples|scripts)/',
      'packages do not know who uses them',
    ),
    never(
      'tests-stay-outside',
      '^packages/.*/src/',
      String.raw`\.test(-support)?\.ts$`,
      'what ships imports no test',
    ),
    {
      name: 'no-node-in-browsers',
      comment: 'this runs in browsers',
      severity: 'error',
      from: {
        path: `${pkg('protocol|sdk|elements|embed|console')}|${pkg('adapters')}(remote|memory|shared)/`,
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'other-packages-by-entry',
      comment: "other packages are imported by their name, one's own by relative path",
      severity: 'error',
      from: { path: '^packages/([^/]+)/src/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },

    // Inside protocol: rules are pure, the ground of the ground.
    {
      name: 'rules-without-schemas',
      comment: 'zod would land in the first chunk of the page',
      severity: 'error',
      from: { path: `${pkg('protocol')}[^/]+/state\\.ts$` },
      to: { path: '(^|/)zod(/|$)|/schema\\.ts$', dependencyTypesNot: ['type-only'] },
    },

    // Inside adapters: each alone.
    {
      name: 'adapters-alone',
      comment: 'an adapter knows no other adapter',
      severity: 'error',
      from: { path: `${pkg('adapters')}([^/]+)/`, pathNot: TESTS },
      to: { path: `${pkg('adapters')}[^/]+/`, pathNot: [`${pkg('adapters')}($2|base|shared)/`] },
    },

    // Inside the SDK: base → drivers | session → channels → clients.
    never('sdk-base', `${pkg('sdk')}base/`, `${pkg('sdk')}(?!base/)`, 'base is the ground floor of the SDK'),
    never(
      'sdk-drivers',
      `${pkg('sdk')}drivers/`,
      `${pkg('sdk')}(channels|agent|customer)`,
      'drivers know base and the ports of session',
    ),
    never(
      'sdk-session',
      `${pkg('sdk')}session/`,
      `${pkg('sdk')}(drivers|channels|agent|customer)/`,
      'sessions are handed their drivers',
    ),
    {
      name: 'sdk-channels-alone',
      comment: 'channels never import each other',
      severity: 'error',
      from: { path: `${pkg('sdk')}channels/([^/]+)/`, pathNot: TESTS },
      to: { path: `${pkg('sdk')}channels/`, pathNot: `${pkg('sdk')}channels/$2/` },
    },

    // Inside the server: base → ports → stores, bus, config → timeline, auth, telephony, sender → engine → gateway → http → cli → main.
    ...serverFloors([
      'base',
      'ports',
      'stores|bus|config',
      'timeline|auth|telephony|sender',
      'engine',
      'gateway',
      'http',
      'open-core|create-server',
      'cli',
      'main|index',
    ]),

    {
      name: 'telephony-providers-alone',
      comment: 'a provider of telephone calls knows no other',
      severity: 'error',
      from: { path: `${pkg('server')}telephony/([^/]+-provider)/`, pathNot: TESTS },
      to: { path: `${pkg('server')}telephony/[^/]+-provider/`, pathNot: `${pkg('server')}telephony/$2/` },
    },

    // Inside elements: shared → parts | client → panels → launcher.
    never(
      'elements-shared',
      `${pkg('elements')}shared/`,
      `${pkg('elements')}(?!shared/)`,
      'shared is the ground floor of the elements',
    ),
    never(
      'elements-parts',
      `${pkg('elements')}parts/`,
      `${pkg('elements')}(client|panels|launcher)/`,
      'parts know no panel and no client',
    ),
    never(
      'elements-client',
      `${pkg('elements')}client/`,
      `${pkg('elements')}(parts|panels|launcher)/`,
      'the client context draws nothing',
    ),
    never(
      'elements-panels',
      `${pkg('elements')}panels/`,
      `${pkg('elements')}launcher/`,
      'panels do not know who opens them',
    ),
    {
      name: 'elements-panels-alone',
      comment: 'panels never import each other',
      severity: 'error',
      from: { path: `${pkg('elements')}panels/([^/]+)/`, pathNot: TESTS },
      to: { path: `${pkg('elements')}panels/[^/]+/`, pathNot: `${pkg('elements')}panels/$2/` },
    },

    // Inside embed: the loader carries nothing but what paints the launcher.
    {
      name: 'loader-imports-nothing',
      comment: 'the loader is paid for by every page view',
      severity: 'error',
      from: { path: `${pkg('embed')}(loader|start-page)\\.ts$` },
      to: {
        pathNot: `${pkg('elements')}launcher/|${pkg('embed')}start-page\\.ts$`,
        dependencyTypesNot: ['type-only'],
      },
    },

    // Third parties with one door each.
    only('idb-keyval', 'packages/sdk/src/drivers/'),
    only('@rrweb/record', 'packages/sdk/src/channels/cobrowse/recorder'),
    only('rrweb', 'packages/sdk/src/channels/cobrowse/viewer'),
    only('peerjs', 'packages/adapters/src/peerjs/'),
    only('livekit-client', 'packages/adapters/src/livekit/'),
    only('pg', 'packages/server/src/stores/'),
    only('nodemailer', 'packages/server/src/sender/smtp-sender'),
    only('@node-rs/argon2', 'packages/server/src/auth/'),
    only('libphonenumber-js', 'packages/server/src/engine/callback/numbers'),
    only('ical.js', 'packages/server/src/config/holiday-calendar'),
    only('@hyunbinseo/holidays-kr', 'packages/server/src/config/holidays'),
    only('@dagrejs/dagre', 'packages/protocol/src/visual-ivr/graph/layout'),
    only('jsonc-parser', 'packages/server/src/cli/flow/flow-text'),
    only('temporal-polyfill', 'packages/(server|console)/'),
    only('lit', 'packages/(elements|console)/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    // Type imports count: a type from above is knowledge of what is above.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['development', 'import', 'node', 'default', 'types'],
    },
  },
};
