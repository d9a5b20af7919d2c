import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BesideError, LIMITS, createSystemClock } from '@beside/protocol';
import type { z } from 'zod';
import type { Site } from '../ports/site.ts';
import { configureCallback } from './callback.ts';
import type { Flags } from './flags.ts';
import { configureHours } from './hours.ts';
import { configureKnowledge } from './knowledge.ts';
import { configureMessages, type MessagesConfig } from './messages.ts';
import {
  SERVER_LIMITS,
  fileSchema,
  type AgentEntry,
  type AnyLimitName,
  type ConfigFile,
  type ServerLimits,
  type SiteEntry,
} from './schema.ts';
import { configureTelephony, type TelephonyConfig } from './telephony.ts';
import { readFlowFile } from './visual-ivr.ts';

/** A site as the gateway needs it: the engine's view and who may connect without a browser. */
export interface ConfiguredSite extends Site {
  readonly allowNoOrigin: boolean;
}

/** An agent of the configuration; `password` is plain only until it is hashed at start. */
export interface ConfiguredAgent extends Omit<AgentEntry, 'passwordEnv'> {
  readonly password?: string;
}

/** Everything the server is told at start, checked. */
export interface Config {
  readonly host: string;
  /** 0: any free ports. */
  readonly port: number;
  readonly dataDir: string;
  /** `postgres://…` of the database; absent, it is embedded in the data folder. Holds a password: never logged. */
  readonly databaseUrl: string | undefined;
  readonly publicUrl: string | undefined;
  readonly publicDemoUrl: string | undefined;
  readonly publicViewerUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly isDemo: boolean;
  readonly metricsToken: string | undefined;
  readonly masterKey: string | undefined;
  /** Module of the backend of sites that name none, as a file URL. */
  readonly backend: string | undefined;
  /** Who makes telephone calls. */
  readonly telephony: TelephonyConfig;
  /** Who takes messages to customers. */
  readonly messages: MessagesConfig;
  readonly sites: readonly ConfiguredSite[];
  readonly agents: readonly ConfiguredAgent[];
  readonly limits: ServerLimits;
  /** Things an operator should hear about, for the log. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts flags, environment and file together: flags beat the environment, the environment beats the file.
 *
 * @throws BesideError `config_invalid`; its details name the field and the mend
 */
export function loadConfig(flags: Flags, environment: Environment): Config {
  const file = readFile(flags.config);
  const folder = flags.config === undefined ? process.cwd() : dirname(resolve(flags.config));
  const host = flags.host ?? environment['HOST'] ?? file.host ?? '127.0.0.1';
  const demo =
    readSwitch('BESIDE_DEMO', environment['BESIDE_DEMO']) ??
    file.demo ??
    (isLoopback(host) && file.sites.length === 0);
  const backend = file.backend === undefined ? undefined : moduleUrl(folder, file.backend);
  const now = createSystemClock().now();
  const configured = file.sites.map((site, index) =>
    configureSite(site, index, { folder, environment, backend, now }),
  );
  const sites = configured.map(({ site }) => site);
  checkUnique(
    'sites',
    sites.map((site) => site.siteId),
  );
  checkUnique(
    'agents',
    file.agents.map((agent) => agent.email),
  );
  const messages = configureMessages(file.messages, environment);
  checkCodes(sites, messages.sms !== undefined || demo);
  const agents = file.agents.map((agent, index) => configureAgent(agent, index, sites, environment));
  return {
    host: host === 'localhost' ? '127.0.0.1' : host,
    port: readPort(flags.port, '--port') ?? readPort(environment['PORT'], 'PORT') ?? file.port ?? 8080,
    dataDir: resolve(
      readFolder(flags.data, '--data') ??
        (environment['BESIDE_DATA_DIR'] || undefined) ??
        file.data ??
        '.data',
    ),
    databaseUrl: readDatabaseUrl(environment['DATABASE_URL']),
    publicUrl: file.publicUrl,
    publicDemoUrl: file.publicDemoUrl,
    publicViewerUrl: file.publicViewerUrl,
    trustedProxies: file.trustedProxies,
    isDemo: demo,
    metricsToken: environment['BESIDE_METRICS_TOKEN'] ?? file.metricsToken,
    masterKey: environment['BESIDE_MASTER_KEY'],
    backend,
    telephony: configureTelephony(file.telephony, environment),
    messages,
    sites,
    agents,
    limits: { ...LIMITS, ...SERVER_LIMITS, ...file.limits },
    warnings: [
      ...raisedLimits(file.limits),
      ...unusedServices(environment),
      ...configured.flatMap(({ warnings }) => warnings),
    ],
  };
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(host);
}

function readFile(path: string | undefined): ConfigFile {
  if (path === undefined) return fileSchema.parse({});
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new BesideError('config_invalid', {
      cause,
      details: { field: '--config', mend: `give a readable JSON file: ${problem}` },
    });
  }
  const result = fileSchema.safeParse(raw);
  if (result.success) return result.data;
  throw invalid(...describeIssue(result.error.issues[0]!)); // a failed parse has at least one issue
}

function describeIssue(issue: z.core.$ZodIssue): [field: string, mend: string] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [path || '(file)', issue.message];
  const key = issue.keys[0] ?? '';
  return [path ? `${path}.${key}` : key, 'no such setting exists here; correct its name or take it out'];
}

function configureSite(
  entry: SiteEntry,
  index: number,
  base: { folder: string; environment: Environment; backend: string | undefined; now: number },
): { site: ConfiguredSite; warnings: readonly string[] } {
  const {
    identity,
    backend,
    hours: entryHours,
    callback: entryCallback,
    visualIvr: flowPath,
    knowledge: entryKnowledge,
    ...rest
  } = entry;
  const { folder, now } = base;
  const { hours, warnings } = configureHours(entryHours, { folder, field: `sites.${index}.hours`, now });
  const backendUrl = backend === undefined ? base.backend : moduleUrl(base.folder, backend);
  const verified = identity && {
    algorithm: identity.algorithm,
    key: identity.key ?? readSecret(base.environment, identity.keyEnv!, `sites.${index}.identity.keyEnv`),
  };
  const queueIds = entry.queues.map(({ queueId }) => queueId);
  const callback = entryCallback && configureCallback(entryCallback, queueIds, `sites.${index}.callback`);
  const visualIvr =
    flowPath === undefined
      ? undefined
      : readFlowFile(flowPath, { folder, field: `sites.${index}.visualIvr` });
  const knowledge =
    entryKnowledge === undefined
      ? undefined
      : configureKnowledge(entryKnowledge, { folder, field: `sites.${index}.knowledge` });
  const site = {
    ...rest,
    hours,
    ...(callback === undefined ? {} : { callback }),
    ...(visualIvr === undefined ? {} : { visualIvr }),
    ...(knowledge === undefined ? {} : { knowledge }),
    ...(verified === undefined ? {} : { identity: verified }),
    ...(backendUrl === undefined ? {} : { backend: backendUrl }),
  };
  return { site, warnings };
}

function configureAgent(
  entry: AgentEntry,
  index: number,
  sites: readonly ConfiguredSite[],
  environment: Environment,
): ConfiguredAgent {
  for (const [siteId, queueIds] of Object.entries(entry.queues)) {
    const site = sites.find((candidate) => candidate.siteId === siteId);
    if (!site) throw invalid(`agents.${index}.queues.${siteId}`, 'name a site of this file');
    const unknown = queueIds.find((queueId) => !site.queues.some((queue) => queue.queueId === queueId));
    if (unknown !== undefined)
      throw invalid(`agents.${index}.queues.${siteId}`, `the site has no queue ${unknown}`);
  }
  const { passwordEnv, ...agent } = entry;
  if (passwordEnv === undefined) return agent;
  return { ...agent, password: readSecret(environment, passwordEnv, `agents.${index}.passwordEnv`) };
}

function readSecret(environment: Environment, variable: string, field: string): string {
  const value = environment[variable];
  if (!value) throw invalid(field, `set the environment variable ${variable}`);
  if (value.length < 8)
    throw invalid(field, `the value of ${variable} is too short: use at least 8 characters`);
  return value;
}

function readPort(text: string | undefined, field: string): number | undefined {
  if (text === undefined || (text === '' && field === 'PORT')) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_533)
    throw invalid(field, 'give a number from 0 to 65533; the two ports after it are used too');
  return port;
}

function readFolder(text: string | undefined, field: string): string | undefined {
  if (text === '') throw invalid(field, 'name a folder; an empty name would be the current one');
  return text;
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  // Not read as a URL: a database behind a socket has no host in its address.
  if (!/^postgres(?:ql)?:\/\/\S+$/.test(text))
    throw invalid('DATABASE_URL', 'write it as postgres://user:password@host:5432/database');
  return text;
}

function readSwitch(field: string, text: string | undefined): boolean | undefined {
  if (text === undefined || text === '') return undefined;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw invalid(field, 'use 1 or 0');
}

/** A code that nobody sends would leave every customer waiting for it. */
function checkCodes(sites: readonly ConfiguredSite[], isSent: boolean): void {
  const index = sites.findIndex(({ callback }) => callback?.verification === 'code');
  if (index >= 0 && !isSent)
    throw invalid(`sites.${index}.callback.verification`, 'configure messages.sms, which sends the codes');
}

function checkUnique(field: string, names: readonly string[]): void {
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) throw invalid(`${field}.${twice}`, `${names[twice]} is there twice; take one out`);
}

function moduleUrl(folder: string, module: string): string {
  return module.startsWith('.') || module.startsWith('/')
    ? pathToFileURL(resolve(folder, module)).href
    : module;
}

function raisedLimits(limits: ConfigFile['limits']): string[] {
  const usual: Readonly<Record<string, number>> = { ...LIMITS, ...SERVER_LIMITS };
  return (Object.entries(limits) as [AnyLimitName, number][]) // the schema allows no other keys
    .filter(([name, value]) => value > usual[name]!)
    .map(([name, value]) => `limit ${name} is ${value}, above the usual ${usual[name]}`);
}

function unusedServices(environment: Environment): string[] {
  const present = ['NATS_URL', 'LIVEKIT_URL'].filter((name) => environment[name]);
  return present.map(
    (name) => `${name} is set, but this version uses no such service; the embedded one is used`,
  );
}

function invalid(field: string, mend: string): BesideError {
  return new BesideError('config_invalid', { details: { field, mend } });
}
