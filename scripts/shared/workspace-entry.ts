import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How one subpath of a package's `exports` answers, by condition. */
export type ExportConditions = Readonly<Record<string, string>>;

/** The part of a package.json that tells what can be imported. */
export interface PackageExports {
  readonly name: string;
  /** Subpath (`.`, `./chat`, `./parts/*`) → conditions. */
  readonly exports: Readonly<Record<string, ExportConditions>>;
}

/** Reads name and exports of the package in `packages/<folder>`; `undefined` when there is none. */
export function findPackageExports(root: string, folder: string): PackageExports | undefined {
  const path = join(root, 'packages', folder, 'package.json');
  if (!existsSync(path)) return undefined;
  // Our own file, whose shape the exports check guards.
  const content = JSON.parse(readFileSync(path, 'utf8')) as Partial<PackageExports>;
  return { name: content.name ?? `packages/${folder}`, exports: content.exports ?? {} };
}

/**
 * Source file behind an import such as `@beside/elements/chat`, as an absolute path; `undefined` when the package
 * does not export it. The file itself may be missing.
 *
 * Only our own packages are resolved with the condition `development`: with it, Lit would hand out its larger and
 * talkative development build.
 */
export function findWorkspaceEntry(root: string, specifier: string): string | undefined {
  const match = /^@beside\/([a-z-]+)(\/.+)?$/.exec(specifier);
  const folder = match?.[1];
  if (folder === undefined) return undefined;
  const found = findPackageExports(root, folder);
  if (found === undefined) return undefined;
  const subpath = `.${match?.[2] ?? ''}`;
  for (const [pattern, conditions] of Object.entries(found.exports)) {
    const target = conditions['development'];
    if (target === undefined) continue;
    const middle = matchSubpath(pattern, subpath);
    if (middle !== undefined) return join(root, 'packages', folder, target.replaceAll('*', middle));
  }
  return undefined;
}

/** What stands for `*` when the subpath matches; an empty text when both are the same; otherwise `undefined`. */
function matchSubpath(pattern: string, subpath: string): string | undefined {
  if (pattern === subpath) return '';
  const [before, after] = pattern.split('*');
  if (before === undefined || after === undefined) return undefined;
  if (!subpath.startsWith(before) || !subpath.endsWith(after)) return undefined;
  const middle = subpath.slice(before.length, subpath.length - after.length);
  return middle.length > 0 ? middle : undefined;
}
