import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootConfig, consoleConfig, invitationsConfig, loaderConfig } from '../../rollup.config.mjs';
import { bundle, type BundledFile } from './bundle.ts';
import { buildConsolePage } from './console-page.ts';
import { digestInputs } from './inputs.ts';
import { collectLicenses } from './licenses.ts';
import { staticClosure, sumSizes, type BuiltEntry, type Manifest } from './manifest.ts';
import { BuildOutput } from './output.ts';

/** Fills `dist/` with the customer's widget and the agents' console; parts without a source are left out. */
export async function buildPages(root: string): Promise<void> {
  // Taken first: a source that changes meanwhile makes the next build run.
  const inputsDigest = digestInputs(root);
  const output = new BuildOutput();
  const entryFiles: Record<string, string> = {
    ...(await buildWidget(root, output)),
    ...(await buildConsole(root, output)),
  };
  const modules = Object.values(output.files).flatMap((file) => file.modules);
  for (const folder of ['widget', 'console'])
    await output.add(`${folder}/licenses.txt`, collectLicenses(root, modules));
  const files = output.files;
  output.write(join(root, 'dist'), { inputsDigest, entries: describeEntries(entryFiles, files), files });
}

async function buildWidget(root: string, output: BuildOutput): Promise<Record<string, string>> {
  const source = join(root, 'packages/embed/src');
  if (!existsSync(join(source, 'boot.ts')) || !existsSync(join(source, 'loader.ts'))) return {};
  const chunks = await bundle(root, bootConfig());
  await addScripts(output, 'widget', chunks);
  const boot = getEntry(chunks);
  const loaderFiles = await bundle(root, loaderConfig(`./${boot}`));
  await addScripts(output, 'widget', loaderFiles);
  const loader = getEntry(loaderFiles);
  if (loaderFiles.length > 1) throw new Error('the loader is one file and imports nothing');
  const invitationFiles = await bundle(root, invitationsConfig());
  await addScripts(output, 'widget', invitationFiles);
  return {
    loader: `widget/${loader}`,
    boot: `widget/${boot}`,
    invitations: `widget/${getEntry(invitationFiles)}`,
  };
}

async function buildConsole(root: string, output: BuildOutput): Promise<Record<string, string>> {
  const folder = join(root, 'packages/console');
  if (!existsSync(join(folder, 'src/main.ts')) || !existsSync(join(folder, 'index.html'))) return {};
  const chunks = await bundle(root, consoleConfig());
  await addScripts(output, 'console', chunks);
  const main = getEntry(chunks);
  const preloads = staticClosure(output.files, [`console/${main}`])
    .map((file) => file.slice('console/'.length))
    .filter((file) => file !== main);
  const page = await buildConsolePage(folder, new Map([['./src/main.ts', main]]), preloads);
  for (const [path, content] of page.assets) await output.add(`console/${path}`, content);
  await output.add('console/index.html', page.html, {
    imports: [...page.assets.keys()].map((path) => `console/${path}`),
  });
  return { console: `console/${main}`, consolePage: 'console/index.html' };
}

async function addScripts(output: BuildOutput, folder: string, files: readonly BundledFile[]): Promise<void> {
  for (const { file, code, imports, dynamicImports, modules } of files) {
    await output.add(`${folder}/${file}`, code, {
      imports: imports.map((name) => `${folder}/${name}`),
      dynamicImports: dynamicImports.map((name) => `${folder}/${name}`),
      modules,
    });
  }
}

function getEntry(files: readonly BundledFile[]): string {
  const entry = files.find((file) => file.isEntry);
  if (entry === undefined) throw new Error('rollup made no entry');
  return entry.file;
}

function describeEntries(
  entryFiles: Record<string, string>,
  files: Manifest['files'],
): Record<string, BuiltEntry> {
  return Object.fromEntries(
    Object.entries(entryFiles).map(([name, file]) => {
      const closure = staticClosure(files, [file]);
      return [name, { file, closure, ...sumSizes(files, closure) }];
    }),
  );
}
