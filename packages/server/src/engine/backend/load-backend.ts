import { BesideError, type Backend } from '@beside/protocol';
import type { Site } from '../../ports/site.ts';
import { capabilitiesSchema } from './backend-schema.ts';

/**
 * Imports the module that a site's configuration names and makes its backend.
 *
 * @throws BesideError `config_invalid` when there is no such module, or it is not a backend
 */
export async function importBackend(site: Site): Promise<Backend> {
  const { siteId, backend: module = '', backendSettings } = site;
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = (await import(module)) as Readonly<Record<string, unknown>>; // what a module is
  } catch (cause) {
    throw invalid(siteId, `the module ${module} cannot be loaded`, cause);
  }
  const { createBackend } = exports;
  if (typeof createBackend !== 'function')
    throw invalid(siteId, `the module ${module} must export a function createBackend`);
  let backend: unknown;
  try {
    backend = await (createBackend as (options: unknown) => unknown)({ settings: backendSettings }); // a function, see above
  } catch (cause) {
    throw invalid(siteId, `createBackend of ${module} failed`, cause);
  }
  return checkBackend(siteId, backend);
}

/** Lets through what has the shape of a backend: a mistake shows at the start, not with the first customer. */
export function checkBackend(siteId: string, candidate: unknown): Backend {
  if (typeof candidate !== 'object' || candidate === null)
    throw invalid(siteId, 'createBackend must return an object');
  const backend = candidate as Partial<Backend>; // every part is looked at below
  if (backend.contract !== '1') throw invalid(siteId, "contract must be '1'");
  if (typeof backend.name !== 'string') throw invalid(siteId, 'name must be a text');
  const capabilities = capabilitiesSchema.safeParse(backend.capabilities);
  if (!capabilities.success)
    throw invalid(siteId, `capabilities: ${capabilities.error.issues[0]?.path.join('.') ?? ''} is wrong`);
  const methods: [string, unknown, boolean][] = [
    ['chat.start', backend.chat?.start, true],
    ['chat.send', backend.chat?.send, true],
    ['chat.end', backend.chat?.end, true],
    ['chat.find', backend.chat?.find, false],
    ['chat.typing', backend.chat?.typing, false],
    ['chat.receipt', backend.chat?.receipt, false],
    ['setContext', backend.setContext, false],
    ['report', backend.report, false],
    ['events', backend.events, true],
    ['dispose', backend.dispose, true],
  ];
  for (const [name, method, isNeeded] of methods) {
    if (method === undefined ? isNeeded : typeof method !== 'function')
      throw invalid(siteId, `${name} must be a function`);
  }
  return candidate as Backend; // proven above
}

function invalid(siteId: string, mend: string, cause?: unknown): BesideError {
  return new BesideError('config_invalid', { cause, details: { field: `sites.${siteId}.backend`, mend } });
}
