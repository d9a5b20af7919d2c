export {
  createServer,
  type RunningServer,
  type ServerAddresses,
  type ServerOptions,
} from './create-server.ts';
export { loadConfig, type Config, type ConfiguredAgent, type ConfiguredSite } from './config/load-config.ts';
export { parseFlags, type Flags } from './config/flags.ts';
export { createLog } from './config/log.ts';
export type { Log, LogFields } from './ports/log.ts';
