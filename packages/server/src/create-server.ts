import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@beside/protocol';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { hashPassword } from './auth/passwords.ts';
import { provisionAgents } from './auth/provision-agents.ts';
import { createDemoAgents, keepDemoLogins, type DemoLogin } from './config/demo.ts';
import { createDemoSites } from './config/demo-sites.ts';
import type { Config } from './config/load-config.ts';
import type { Log } from './ports/log.ts';
import { addressOf } from './gateway/address-guard.ts';
import { createGatewayContext } from './gateway/context.ts';
import { createGateway } from './gateway/gateway.ts';
import { SOCKET_PATH } from './gateway/refuse-upgrade.ts';
import { createDemoApp } from './http/demo-app.ts';
import { listen } from './http/listeners.ts';
import { createMainApp } from './http/main-app.ts';
import { openOperatorDoor } from './http/operator-door.ts';
import { createPolicies } from './http/security-headers.ts';
import { createUntrustedApp } from './http/untrusted-app.ts';
import { openCore } from './open-core.ts';
import { createSenders, stopSenders } from './sender/create-senders.ts';

/** What a server is made from. */
export interface ServerOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  /** Folder with `dist/` and `demo/`. */
  readonly root: string;
  /** Where the demonstration shows messages to customers that it cannot send; absent: they are not sent. */
  readonly showMessage?: (text: string) => void;
}

/** Where a server answers; what the one line of `--json` says. */
export interface ServerAddresses {
  readonly url: string;
  /** Absent without the demonstration. */
  readonly demo?: string;
  readonly viewer: string;
  readonly console: string;
  readonly socket: string;
  readonly schema: string;
}

/** A server that answers. */
export interface RunningServer {
  readonly addresses: ServerAddresses;
  readonly logins: readonly DemoLogin[];
  /** Finishes what was accepted, says goodbye to clients and closes the store; safe twice. */
  stop(): Promise<void>;
}

/**
 * Opens the store, starts the engine and listens on all origins. Resolves when everything answers; when a step fails,
 * those before it are undone.
 *
 * @throws BesideError `config_invalid` naming the field, when a port is taken or a folder cannot be written
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const { config, log } = options;
  const stop = (): Promise<void> => (stopping ??= stopAll(stops, log));
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    return { ...(await start(options, stops, () => stopping !== undefined)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { config, log, clock, root, showMessage }: ServerOptions,
  stops: (() => Promise<void>)[],
  isStopping: () => boolean,
): Promise<Omit<RunningServer, 'stop'>> {
  let mainOrigin = '';
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;
  const policies = () => createPolicies(mainOrigin);
  const open = async (app: FastifyInstance, host: string, offset: number): Promise<number> => {
    stops.push(() => app.close());
    return listen(app, host, config.port === 0 ? 0 : config.port + offset);
  };

  // First the origins of others, because sites have to know them.
  const loopbackName = config.host === '127.0.0.1' ? 'localhost' : config.host;
  const viewerPort = await open(createUntrustedApp({ log, isHttps }), loopbackName, 2);
  const viewer = config.publicViewerUrl ?? `http://localhost:${viewerPort}`;
  let demo: string | undefined;
  let demoOrigins: string[] = [];
  if (config.isDemo) {
    const demoPort = await open(
      createDemoApp({ log, demoDir: join(root, 'demo'), policies, mainOrigin: () => mainOrigin, isHttps }),
      loopbackName,
      1,
    );
    demo = config.publicDemoUrl ?? `http://localhost:${demoPort}`;
    demoOrigins = [
      demo,
      `http://localhost:${demoPort}`,
      `http://127.0.0.1:${demoPort}`,
      `http://[::1]:${demoPort}`,
    ];
  }

  const demoSites = config.isDemo
    ? createDemoSites([...new Set(demoOrigins)], config.backend, join(root, 'demo'))
    : [];
  const sites = [
    ...config.sites,
    ...demoSites.filter((site) => !config.sites.some((own) => own.siteId === site.siteId)),
  ];

  const senders = createSenders(config.messages, config.isDemo ? showMessage : undefined);
  stops.push(() => stopSenders(senders));
  const core = await openCore({
    ...{ config, sites, clock, log, senders },
    // What waited to be sent may go out before the port is known.
    mainOrigin: () => config.publicUrl ?? mainOrigin,
  });
  stops.push(() => core.stop());
  // After the store, which has the folder for itself.
  const logins = config.isDemo
    ? await keepDemoLogins(config.dataDir, (count) => clock.randomBytes(count), hashPassword)
    : [];
  await provisionAgents(core.store, clock, [
    ...config.agents,
    ...(config.isDemo ? createDemoAgents(logins, demoSites) : []),
  ]);

  const context = createGatewayContext({
    ...core,
    sites,
    limits: config.limits,
    clock,
    log,
    mainOrigin: () => mainOrigin,
  });
  const gateway = createGateway(context, core.bus);
  let metrics: Promise<Registry> | undefined;
  // Loaded when first asked for: many servers are never asked.
  const openMetrics = async (): Promise<Registry> => {
    const { createMetrics } = await import('./http/metrics.ts');
    return createMetrics({ gateway, counters: context.counters, store: core.store, centre: core.centre });
  };
  const main = createMainApp({
    ...context,
    log,
    clock,
    store: core.store,
    telephony: core.telephony,
    library: core.library,
    hearCall: (told) => core.centre.hearCall(told),
    version: readVersion(),
    isHttps,
    isStopping,
    metricsToken: config.metricsToken,
    metrics: () => (metrics ??= openMetrics()),
    distDir: join(root, 'dist'),
    policies,
    demoOrigin: () => demo,
    sessionMs: config.limits.agentSessionMs,
    addressOf: (request) => addressOf(request.raw, config.trustedProxies),
    endSession: (sessionId) => gateway.endSession(sessionId),
  });
  gateway.attach(main.server, config.trustedProxies);
  const port = await open(main, config.host, 0);
  stops.push(() => gateway.stop());
  const closeDoor = await openOperatorDoor({ dataDir: config.dataDir, clock, log, erase: core.erase });
  stops.push(closeDoor);
  mainOrigin = config.publicUrl ?? `http://${mainHost(config.host)}:${port}`;
  const socket = new URL(SOCKET_PATH, mainOrigin.replace(/^http/, 'ws')).href;
  const addresses = {
    url: mainOrigin,
    ...(demo === undefined ? {} : { demo }),
    viewer,
    console: `${mainOrigin}/console/`,
    socket,
    schema: `${mainOrigin}/v1/schema.json`,
  };
  return { addresses, logins: logins.map(({ role, email, password }) => ({ role, email, password })) };
}

/** In the opposite order of starting; what fails is logged, the rest goes on. */
async function stopAll(stops: (() => Promise<void>)[], log: Log): Promise<void> {
  for (const stop of stops.splice(0).reverse()) {
    await stop().catch((error: unknown) => log.error({ err: error }, 'stopping failed'));
  }
}

function mainHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  }; // our own file
  return version;
}
