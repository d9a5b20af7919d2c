import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The notices that third parties ask for, of every installed package whose code is in one of the modules.
 *
 * @param modules sources relative to the repository, as the manifest lists them.
 */
export function collectLicenses(root: string, modules: Iterable<string>): string {
  const folders = new Set<string>();
  for (const module of modules) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders]
    .sort()
    .map((folder) => describe(root, folder))
    .join('\n');
}

function describe(root: string, folder: string): string {
  const path = join(root, folder);
  // The fields that npm requires of every package.
  const content = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = existsSync(path) ? readdirSync(path).find((name) => /^licen[cs]e/i.test(name)) : undefined;
  const text = file === undefined ? '' : `\n${readFileSync(join(path, file), 'utf8').trim()}\n`;
  return `${content.name} ${content.version} (${content.license ?? 'license unknown'})\n${text}`;
}
