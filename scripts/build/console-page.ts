import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { transform } from 'esbuild';

/** The console's page and the files it names besides scripts. */
export interface ConsolePage {
  readonly html: string;
  /** Path relative to the page → content. */
  readonly assets: ReadonlyMap<string, Buffer>;
}

/**
 * Turns `packages/console/index.html` into the page that is served: each `src` or `href` that begins with `./src/`
 * names the built file instead, styles and pictures get hashed names, and the entry's imports are fetched early.
 *
 * @param scripts source relative to the console's folder (`./src/main.ts`) → built file relative to the page.
 * @param preloads built scripts the entry imports, relative to the page.
 */
export async function buildConsolePage(
  consoleFolder: string,
  scripts: ReadonlyMap<string, string>,
  preloads: readonly string[],
): Promise<ConsolePage> {
  const template = readFileSync(join(consoleFolder, 'index.html'), 'utf8');
  const names = new Map<string, string>();
  const assets = new Map<string, Buffer>();
  for (const [, source] of template.matchAll(/(?:src|href)="(\.\/src\/[^"]+)"/g)) {
    if (source === undefined || names.has(source)) continue;
    const script = scripts.get(source);
    if (script !== undefined) {
      names.set(source, script);
      continue;
    }
    if (/\.[cm]?[jt]s$/.test(source))
      throw new Error(`packages/console/index.html names ${source}, which is no entry`);
    const content = await buildAsset(join(consoleFolder, source));
    const name = hashedName(source, content);
    names.set(source, name);
    assets.set(name, content);
  }
  const links = preloads.map((file) => `<link rel="modulepreload" href="./${file}">`).join('');
  const html = template
    .replace(/(src|href)="(\.\/src\/[^"]+)"/g, (_all, attribute: string, source: string) => {
      return `${attribute}="./${names.get(source) ?? source}"`;
    })
    .replace('</head>', `${links}</head>`);
  return { html, assets };
}

async function buildAsset(path: string): Promise<Buffer> {
  const content = readFileSync(path);
  if (extname(path) !== '.css') return content;
  const result = await transform(content.toString('utf8'), { loader: 'css', minify: true, target: 'es2022' });
  return Buffer.from(result.code);
}

function hashedName(source: string, content: Buffer): string {
  const extension = extname(source);
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  return `assets/${basename(source, extension)}-${digest}${extension}`;
}
