import { enableCompileCache } from 'node:module';

// Before anything else is loaded: a second start does not compile what the first one has compiled.
enableCompileCache();
const { loadWithoutLanguages } = await import('./base/load-without-languages.ts');
const { runServer } = await loadWithoutLanguages(() => import('./cli/run-server.ts'));
await runServer(process.argv.slice(2), process.env);
