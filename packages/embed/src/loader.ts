/**
 * The script tag. Paints the launcher and keeps what the page asks for until the customer touches it; loads, stores,
 * connects to nothing before that. The built file imports nothing; its one source import is the painter, bundled in.
 */
import { launcherButtonCss, paintLauncherButton, setLauncherLabel } from '@beside/elements/launcher-button';
import type { Booted, BootOptions, BesideGlobal } from './global.ts';

/** Replaced by the build with the hashed name of the boot chunk, relative to this script. */
declare const __BESIDE_BOOT__: string;

interface Waiting {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly done: (result: Promise<void>) => void;
}

const labels: Readonly<Record<string, readonly [help: string, failed: string]>> = {
  en: ['Help', 'Help could not be loaded. Press to try again.'],
  ko: ['도움말', '도움말을 불러오지 못했습니다. 눌러서 다시 시도해 주세요.'],
};

function start(script: HTMLScriptElement): void {
  const page = window as Window & { beside?: BesideGlobal & { isBeside?: true } };
  if (page.beside?.isBeside) {
    console.warn('Beside is on this page already; the second script tag does nothing.');
    return;
  }
  const siteId = script.dataset['site'] ?? '';
  if (!siteId) {
    console.error('Beside: the script tag needs data-site="…".');
    return;
  }

  let locale = script.dataset['locale'] ?? (document.documentElement.lang || navigator.language);
  let booting: Promise<Booted> | undefined;
  const waiting: Waiting[] = [];
  const listeners: { key: string; listener: unknown; stop?: () => void }[] = [];

  const host = document.createElement('beside-launcher');
  // The site's own session replay must never record a conversation.
  host.className = 'rr-block ph-no-capture';
  host.dataset['sentryBlock'] = '';
  host.dataset['private'] = '';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherButtonCss);
  root.adoptedStyleSheets = [sheet];
  const button = paintLauncherButton(root, label(0));

  function label(index: 0 | 1): string {
    const [help, failed] = labels[locale.slice(0, 2).toLowerCase()] ?? labels['en']!;
    host.lang = labels[locale.slice(0, 2).toLowerCase()] ? locale : 'en';
    return index ? failed : help;
  }

  function boot(open: boolean): Promise<Booted> {
    booting ??= load(open);
    return booting;
  }

  async function load(open: boolean): Promise<Booted> {
    button.setAttribute('aria-busy', 'true');
    button.classList.remove('failed');
    try {
      const module = (await import(new URL(__BESIDE_BOOT__, script.src).href)) as {
        boot: (options: BootOptions) => Promise<Booted>;
      };
      const booted = await module.boot({ host, siteId, scriptUrl: script.src, locale, open });
      button.removeEventListener('click', touch);
      beside.client = booted.client;
      for (const entry of listeners)
        entry.stop = booted.client.on(entry.key as 'error', entry.listener as () => void);
      for (const { name, values, done } of waiting.splice(0)) done(booted.run(name, values));
      return booted;
    } catch (cause) {
      booting = undefined;
      button.classList.add('failed');
      setLauncherLabel(button, label(1));
      console.error('Beside could not be loaded.', cause);
      throw cause;
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  function touch(): void {
    boot(true).catch(() => undefined); // already said, on the button and in the console
  }

  const beside = ((name: string, ...values: unknown[]) => {
    if (name === 'locale' && typeof values[0] === 'string') {
      locale = values[0];
      if (!booting) setLauncherLabel(button, label(0));
    }
    if (name === 'remove' && !booting) {
      host.remove();
      return Promise.resolve();
    }
    if (booting) return booting.then((booted) => booted.run(name, values));
    const result = new Promise<void>((resolve) => waiting.push({ name, values, done: resolve }));
    if (name === 'open') touch();
    return result;
  }) as BesideGlobal & { isBeside?: true };
  beside.isBeside = true;
  beside.on = (key, listener) => {
    const entry: (typeof listeners)[number] = { key, listener };
    listeners.push(entry);
    if (beside.client) entry.stop = beside.client.on(key, listener);
    return () => {
      entry.stop?.();
      listeners.splice(listeners.indexOf(entry), listeners.includes(entry) ? 1 : 0);
    };
  };
  const queued = page.beside?.q ?? [];
  page.beside = beside;

  function show(): void {
    document.body.append(host);
    // The top layer is above whatever z-index the page uses.
    host.popover = 'manual';
    host.showPopover?.();
  }

  button.addEventListener('click', touch);
  if (document.body) show();
  else document.addEventListener('DOMContentLoaded', show, { once: true });
  for (const [name, ...values] of Array.from(queued, (call) => Array.from(call))) {
    void beside(name as 'close', ...(values as []));
  }
  if (isConversationOpen(siteId)) {
    const idle = window.requestIdleCallback ?? ((call: () => void) => setTimeout(call, 200));
    idle(() => void boot(false).catch(() => undefined));
  }
}

function isConversationOpen(siteId: string): boolean {
  try {
    // eslint-disable-next-line no-restricted-globals -- the one marker, written by marker.ts while a conversation is open
    return localStorage.getItem(`beside:${siteId}`) !== null;
  } catch {
    return false; // storage is blocked: nothing can have been left there
  }
}

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
