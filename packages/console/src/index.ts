export { BesideConsole } from './app.ts';
export type { ConsoleParts } from './shared/console-controller.ts';
export { openClient, type ConsoleClient } from './shared/open-client.ts';
