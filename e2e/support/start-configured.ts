import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startServer, type ServerProcess, type ServerProcessOptions } from './server-process.ts';

/** Starts a server with a configuration file of this content; the file goes with the server. */
export async function startConfigured(
  config: Readonly<Record<string, unknown>>,
  options: Omit<ServerProcessOptions, 'config'> = {},
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-config-'));
  const path = join(folder, 'config.json');
  await writeFile(path, JSON.stringify(config));
  const server = await startServer({ ...options, config: path });
  // What it says about itself changes; a copy would not.
  return Object.assign(Object.create(server) as ServerProcess, {
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  });
}
