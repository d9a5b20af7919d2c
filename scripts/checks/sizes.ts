import { findManifest, staticClosure, sumSizes, type Manifest } from '../build/manifest.ts';
import { REPOSITORY_ROOT } from '../shared/repository.ts';
import type { Check, CheckOutcome } from './check.ts';

/** What a page has loaded at a moment of its life, told by the sources that must have run. */
interface Moment {
  /** Absent: it is only told. */
  readonly budgetBytes?: number;
  /** Entries of the manifest that the page names or that the loader asks for. */
  readonly entries: readonly string[];
  /** Folders of sources that are loaded on demand by then. */
  readonly folders: readonly string[];
  /** Single sources that are loaded by then although their folder loads them later. */
  readonly later?: readonly string[];
}

const PANELS = 'packages/elements/src/panels';
const HOME = `${PANELS}/home/`;
const LIVE_CHAT = 'packages/sdk/src/channels/chat/live-chat.ts';
const OPEN = ['loader', 'boot'];

/** Most bytes, brotli, that a page may have loaded; 1 KB is 1,000 bytes. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  'size.loader': { budgetBytes: 2_500, entries: ['loader'], folders: [] },
  'size.open': { budgetBytes: 30_000, entries: OPEN, folders: [HOME] },
  // Until a first message can be written; what sends it and what follows the conversation are made ready meanwhile.
  'size.chat': { budgetBytes: 38_000, entries: OPEN, folders: [HOME, `${PANELS}/chat/`] },
  // With messages in it, the log and what reads their texts are there too.
  'size.conversation': {
    entries: OPEN,
    folders: [HOME, `${PANELS}/chat/`],
    later: [LIVE_CHAT, `${PANELS}/chat/chat-log.ts`, 'packages/elements/src/shared/safe-text.ts'],
  },
  // The form, its card on home, the channel behind them and what reads the answers; without the chat. The choice of a
  // time, refusals and what becomes of a callback come when they are needed.
  'size.callback': {
    budgetBytes: 42_000,
    entries: OPEN,
    folders: [HOME],
    later: [
      'packages/elements/src/launcher/callback-panel.ts',
      'packages/sdk/src/channels/callback/customer-callback.ts',
      `${HOME}callback-card.ts`,
      'packages/elements/src/launcher/panel-header.ts',
      'packages/adapters/src/remote/read-callbacks.ts',
    ],
  },
  // A script of its own, for sites that invite; ours, as no budget was given: two loaders.
  'size.invitations': { budgetBytes: 5_000, entries: ['invitations'], folders: [] },
  'size.console': { budgetBytes: 160_000, entries: ['consolePage', 'console'], folders: [] },
};

/** Name of a size → its budget in bytes. */
export const sizeBudgets: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(MOMENTS).flatMap(([name, { budgetBytes }]) =>
    budgetBytes === undefined ? [] : [[name, budgetBytes] as const],
  ),
);

/** Name of a size → bytes of the last build, brotli, each file counted once; a size without an entry is absent. */
export function measureSizes(root: string = REPOSITORY_ROOT): Map<string, number> {
  const manifest = findManifest(root);
  const measured = new Map<string, number>();
  if (manifest === undefined) return measured;
  for (const [name, moment] of Object.entries(MOMENTS)) {
    const entries = moment.entries.flatMap((entry) => manifest.entries[entry]?.file ?? []);
    if (entries.length < moment.entries.length) continue;
    const onDemand = moment.folders.flatMap((folder) => findChunks(manifest, folder));
    const later = (moment.later ?? []).flatMap((source) => findChunksOf(manifest, source));
    const loaded = staticClosure(manifest.files, [...entries, ...onDemand, ...later]);
    measured.set(name, sumSizes(manifest.files, loaded).brotliBytes);
  }
  return measured;
}

/** What the customer's page and the agents' page load stays within the budgets, to the byte. */
export const sizes: Check = { name: 'sizes', run: checkSizes };

/** The check itself; also run on planted manifests. */
export function checkSizes(root: string): CheckOutcome {
  const measured = measureSizes(root);
  const missing = Object.keys(MOMENTS).filter((name) => !measured.has(name));
  const over = [...measured].filter(([name, bytes]) => bytes > (sizeBudgets[name] ?? Infinity));
  return {
    problems: over.map(
      ([name, bytes]) => `${name}: ${String(bytes)} bytes, the budget is ${String(sizeBudgets[name])}`,
    ),
    pending: missing.map((name) => `${name} was not measured: npm run build`),
    summary: [...measured]
      .map(([name, bytes]) => `${name.slice('size.'.length)} ${String(bytes)}`)
      .join(', '),
  };
}

/** Chunks of the widget with code of a folder, apart from what that folder itself loads later. */
function findChunks({ files }: Manifest, folder: string): string[] {
  const chunks = Object.entries(files).filter(
    ([file, { modules }]) =>
      file.startsWith('widget/') && modules.some((module) => module.startsWith(folder)),
  );
  const later = new Set(chunks.flatMap(([, { dynamicImports }]) => dynamicImports));
  return chunks.map(([file]) => file).filter((file) => !later.has(file));
}

/** Chunks of the widget with code of one source. */
function findChunksOf({ files }: Manifest, source: string): string[] {
  return Object.entries(files).flatMap(([file, { modules }]) =>
    file.startsWith('widget/') && modules.includes(source) ? file : [],
  );
}
