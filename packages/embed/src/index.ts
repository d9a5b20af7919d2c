export { boot } from './boot.ts';
export type { BesideCommands, BesideGlobal, Booted, BootOptions } from './global.ts';
