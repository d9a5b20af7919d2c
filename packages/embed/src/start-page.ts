/* eslint-disable no-console -- the developer of the page has no other place to read what is wrong */
import { launcherButtonCss, paintLauncherButton, setLauncherLabel } from '@beside/elements/launcher-button';
import type { BesideGlobal, Booted, BootOptions } from './global.ts';

/** The part that is loaded at the first touch. */
export interface BootModule {
  readonly boot: (options: BootOptions) => Promise<Booted>;
}

interface Waiting {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly done: (result: Promise<void>) => void;
}

interface Listening {
  readonly key: string;
  readonly listener: unknown;
  stop?: () => void;
}

/** What may be asked before anything else is loaded; `remove` may be asked at any time. */
const commands = /^(?:open|close|context|locale|identify|forget)$/;

const labels: Readonly<Record<string, readonly [help: string, failed: string]>> = {
  en: ['Help', 'Help could not be loaded. Press to try again.'],
  ko: ['문의하기', '불러오지 못했어요. 다시 눌러 주세요.'],
};

/**
 * Paints the launcher and keeps what the page asks for until the customer touches it. Does nothing but say so where
 * Beside runs already or the script tag names no site.
 *
 * @param loadBoot loads the rest; called at the first touch, and again after it failed.
 * @param fetchFrom asks the server that the script came from for a path, at the same time.
 */
export function startPage(
  script: HTMLScriptElement,
  loadBoot: () => Promise<BootModule>,
  fetchFrom: (path: string) => Promise<Response>,
): void {
  const page = window as Window & { beside?: BesideGlobal & { isBeside?: true } };
  if (page.beside?.isBeside) {
    console.warn('Beside runs here already.');
    return;
  }
  const siteId = script.dataset['site'] ?? '';
  if (!siteId) {
    console.error('Beside: script needs data-site');
    return;
  }

  let locale = script.dataset['locale'] ?? (document.documentElement.lang || navigator.language);
  let booting: Promise<Booted> | undefined;
  let isRemoved = false;
  const waiting: Waiting[] = [];
  const listeners = new Set<Listening>();

  const host = document.createElement('beside-launcher');
  const observer = new MutationObserver(stand);
  let painted: HTMLButtonElement | undefined;

  function label(index: 0 | 1): string {
    const texts = labels[locale.slice(0, 2).toLowerCase()];
    host.lang = texts ? locale : 'en';
    return (texts ?? labels['en']!)[index];
  }

  function paint(): HTMLButtonElement {
    if (painted) return painted;
    // The site's own session replay must never record a conversation.
    host.className = 'rr-block ph-no-capture';
    host.dataset['sentryBlock'] = '';
    host.dataset['private'] = '';
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherButtonCss);
    root.adoptedStyleSheets = [sheet];
    painted = paintLauncherButton(root, label(0));
    painted.addEventListener('click', touch);
    return painted;
  }

  function boot(): Promise<Booted> {
    booting ??= load();
    return booting;
  }

  async function load(): Promise<Booted> {
    const button = paint();
    button.setAttribute('aria-busy', 'true');
    if (button.classList.contains('failed')) setLauncherLabel(button, label(0));
    button.classList.remove('failed');
    try {
      // On its way while the rest is loaded; whoever reads it sees that it failed.
      const flow = fetchFrom(`/v1/sites/${siteId}/flow/first?locale=${locale}`).catch(quiet);
      const { boot: start } = await loadBoot();
      const booted = await start({ host, siteId, scriptUrl: script.src, locale, flow });
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
      complain(cause);
      throw cause;
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  function touch(): void {
    boot().then((booted) => booted.run('open', []).catch(complain), quiet);
  }

  function removed(): void {
    isRemoved = true;
    observer.disconnect();
    host.remove();
    for (const { done } of waiting.splice(0)) done(refuse('closed'));
    // A script tag that comes later starts afresh.
    if (page.beside === beside) delete page.beside;
  }

  function run(name: string, values: readonly unknown[]): Promise<void> {
    if (name === 'remove') {
      removed();
      return booting ? booting.then((booted) => booted.run(name, values)) : Promise.resolve();
    }
    if (isRemoved) return refuse('closed');
    if (!commands.test(name)) return refuse('invalid_option');
    if (name === 'locale' && typeof values[0] === 'string') {
      locale = values[0];
      if (painted && !booting) setLauncherLabel(painted, label(0));
    }
    if (booting) return booting.then((booted) => booted.run(name, values));
    const result = new Promise<void>((resolve) => waiting.push({ name, values, done: resolve }));
    // Forgetting cannot wait for a touch: what is stored from earlier visits has to go now.
    if (name === 'open' || name === 'forget') boot().catch(quiet);
    return result;
  }

  const ask = (name: string, ...values: unknown[]): Promise<void> => {
    const result = run(name, values);
    // Whoever awaits it hears of a refusal; who does not is told by the console, and never by an unhandled rejection.
    result.catch(complain);
    return result;
  };
  const beside = ask as BesideGlobal & { isBeside?: true };
  beside.isBeside = true;
  beside.waiting = waiting;
  beside.on = (key, listener) => {
    const entry: Listening = { key, listener };
    listeners.add(entry);
    if (beside.client) entry.stop = beside.client.on(key, listener);
    return () => {
      entry.stop?.();
      listeners.delete(entry);
    };
  };
  const queued = page.beside?.q ?? [];
  page.beside = beside;

  function show(): void {
    if (isRemoved) return;
    paint();
    host.popover = 'manual';
    stand();
    if (isConversationOpen(siteId)) boot().catch(quiet);
  }

  /** Where it can be pressed: in the page's newest modal dialog, outside of which all is inert, else in the body. */
  function stand(): void {
    const place = [...document.querySelectorAll('dialog:modal')].pop() ?? document.body;
    if (!place || host.parentNode === place) return;
    place.append(host);
    // The top layer is above whatever z-index the page uses. Not showPopover: who booted meanwhile is in it already.
    host.togglePopover?.(true);
    // A body is replaced as a whole. A dialog may be taken away with all around it, and only then everything is watched.
    observer.observe(document.documentElement, { childList: true, subtree: place !== document.body });
    observer.observe(document, { subtree: true, attributeFilter: ['open'] });
  }

  for (const call of queued) {
    const [name, ...values] = call as readonly [string, ...unknown[]]; // checked by `run`
    const answer = name === 'on' ? beside.on(...(values as ['ready', () => void])) : ask(name, ...values);
    // A stub that was pasted may wait for it.
    call.done?.(answer);
  }
  // The top layer asks for the style of the whole page, and reading storage waits for another process: when the page is
  // idle both are a fraction of what they are while it loads.
  if (document.body) idle(show);
  else document.addEventListener('DOMContentLoaded', () => idle(show), { once: true });
}

/** Runs when the page has nothing to do, after a second at the latest; Safari cannot say when that is. */
function idle(call: () => void): void {
  const wait = window.requestIdleCallback ?? ((later: () => void) => setTimeout(later, 200));
  wait(call, { timeout: 1_000 });
}

/** A failed boot is said already, on the button and in the console. */
function quiet(): void {}

function complain(cause: unknown): void {
  console.error('Beside:', cause);
}

/** The loader knows no BesideError; the code is in the same place. */
function refuse(code: 'closed' | 'invalid_option'): Promise<void> {
  return Promise.reject(Object.assign(new Error(code), { code }));
}

function isConversationOpen(siteId: string): boolean {
  try {
    // eslint-disable-next-line no-restricted-globals -- the one marker, written by marker.ts while a conversation is open
    return localStorage.getItem(`beside:${siteId}`) !== null;
  } catch {
    return false; // storage is blocked: nothing can have been left there
  }
}
