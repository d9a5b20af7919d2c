import { languageOf } from '@beside/elements/shared';

/** Languages the console is complete in. */
export type ConsoleLanguage = 'en' | 'ko';

/** What the console remembers on this machine: taste, nothing about anybody. */
export interface Settings {
  /** No sounds. */
  readonly isMuted: boolean;
  readonly scheme: 'auto' | 'light' | 'dark';
  /** Absent until chosen; then the browser's languages decide. */
  readonly language?: ConsoleLanguage;
  /** Keyboard shortcuts are on (WCAG 2.1.4 asks for a switch). */
  readonly hasShortcuts: boolean;
  /**
   * Somebody signed in here and did not sign out: worth asking the server who it is. Without it every first visit would
   * begin with a refused request in the browser's log.
   */
  readonly wasSignedIn: boolean;
}

/** Where settings are kept; both ends survive a browser that stores nothing. */
export interface SettingsStore {
  load(): Settings;
  save(settings: Settings): void;
}

const KEY = 'beside-console';
const DEFAULTS: Settings = { isMuted: false, scheme: 'auto', hasShortcuts: true, wasSignedIn: false };

/**
 * Keeps settings in one entry of a storage.
 *
 * @param open gives the storage; may throw where the browser forbids it
 */
export function createSettingsStore(open: () => Pick<Storage, 'getItem' | 'setItem'>): SettingsStore {
  return {
    load() {
      try {
        return readSettings(JSON.parse(open().getItem(KEY) ?? '{}'));
      } catch {
        return DEFAULTS; // forbidden or garbled: as on the first day
      }
    },
    save(settings) {
      try {
        open().setItem(KEY, JSON.stringify(settings));
      } catch {
        return; // forbidden or full: the settings hold until the page is left
      }
    },
  };
}

/** The language to show: what was chosen, else the first of the browser's that there are texts for, else English. */
export function chooseLocale(settings: Settings, preferred: readonly string[]): string {
  const known = preferred.filter((tag) => ['en', 'ko'].includes(languageOf(tag)));
  if (settings.language === undefined) return known[0] ?? 'en';
  // The browser's tag of that language keeps the region's formats (24 hours in en-GB).
  return known.find((tag) => languageOf(tag) === settings.language) ?? settings.language;
}

function readSettings(raw: unknown): Settings {
  if (typeof raw !== 'object' || raw === null) return DEFAULTS;
  const { isMuted, scheme, language, hasShortcuts, wasSignedIn } = raw as Partial<
    Record<keyof Settings, unknown>
  >; // every field is checked below
  return {
    isMuted: typeof isMuted === 'boolean' ? isMuted : DEFAULTS.isMuted,
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : DEFAULTS.scheme,
    ...(language === 'en' || language === 'ko' ? { language } : {}),
    hasShortcuts: typeof hasShortcuts === 'boolean' ? hasShortcuts : DEFAULTS.hasShortcuts,
    wasSignedIn: typeof wasSignedIn === 'boolean' ? wasSignedIn : DEFAULTS.wasSignedIn,
  };
}
