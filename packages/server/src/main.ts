import { enableCompileCache } from 'node:module';

// Before anything else is loaded: a second start does not compile what the first one has compiled.
enableCompileCache();
const { runServer } = await import('./cli/run-server.ts');
await runServer(process.argv.slice(2), process.env);
