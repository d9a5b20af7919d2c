import { createRemoteContactCenter } from '@beside/adapters/remote';
import '@beside/elements/launcher';
import type { BesideLauncher } from '@beside/elements/launcher';
import { BesideError } from '@beside/protocol';
import {
  createCustomerClient,
  createIdbStore,
  createSystemClock,
  createWebLocksTabs,
  watchBrowserLifecycle,
  type CustomerClient,
} from '@beside/sdk';
import type { BootOptions, Booted } from './global.ts';
import { createConversationMarker } from './marker.ts';
import { runCommand } from './run-command.ts';

/**
 * Assembles a customer's page: adapter, client, launcher. Called once by the loader, at the first touch or, while a
 * conversation is open, when the page is idle. Connects only in the second case, where it also opens the panel again
 * if it was open; otherwise that is for the command `open`. Resolves when commands can be run.
 */
export async function boot({ host, siteId, scriptUrl, locale, flow }: BootOptions): Promise<Booted> {
  const clock = createSystemClock();
  // This code was evaluated just now; the next step is one of its own, so that neither keeps the page waiting for long.
  await new Promise<void>((resolve) => clock.after(0, resolve));
  const store = createIdbStore('beside');
  const client = createCustomerClient({
    contactCenter: createRemoteContactCenter({ url: socketUrlOf(scriptUrl), clock }),
    siteId,
    locale,
    store,
    tabs: createWebLocksTabs(),
    clock,
    flow: {
      first: flow.then((answer) => answer?.json()).catch(() => undefined),
      open: async () =>
        (await import('@beside/adapters/flow-source')).createRemoteFlowSource({ url: scriptUrl, siteId }),
    },
  });
  // eslint-disable-next-line no-restricted-globals -- the one marker; marker.ts says what it holds
  const marker = createConversationMarker(siteId, () => localStorage);
  const launcher = host as BesideLauncher; // upgraded by the import above
  await customElements.whenDefined('beside-launcher');
  customElements.upgrade(host);
  launcher.client = client;
  launcher.wantedLocale = locale;

  const left = marker.value;
  const mark = () => {
    const { status, isLoaded } = client.chat.view;
    if (status !== 'new' && status !== 'ended')
      marker.set(!launcher.isOpen ? 'closed' : status === 'idle' ? 'callback' : 'open');
    // Until somebody knows, what the page before knew holds.
    else if (launcher.isOpen && launcher.panel === 'flow') marker.set('flow');
    else if (isLoaded) marker.remove();
  };
  const stops = [
    client.on('state-changed', ({ phase }) => {
      if (phase === 'idle') marker.remove(); // forgotten, here or in another tab
    }),
    client.on('conversation-started', mark),
    client.on('conversation-ended', mark),
    client.chat.onChange(mark),
    listen(launcher, 'beside-opened', mark),
    listen(launcher, 'beside-closed', mark),
    listen(launcher, 'beside-panel', mark),
    watchBrowserLifecycle(client),
    watchRefusal(client, siteId, scriptUrl),
  ];

  const release = (): void => {
    for (const stopOne of stops.splice(0)) stopOne();
    client.stop();
    store.close();
  };
  const stop = (): void => {
    release();
    host.remove();
  };

  if (left) {
    try {
      await client.start();
      if (left !== 'closed') await launcher.resume(left === 'open' ? 'chat' : left);
    } catch (error) {
      release(); // the loader tries again with everything anew
      throw error;
    }
  }
  return {
    client,
    run: (name, values) => {
      if (name === 'forget') marker.remove();
      if (name !== 'remove') return runCommand(launcher, client, name, values);
      stop();
      return Promise.resolve();
    },
    stop,
  };
}

/** Loaded at the first trouble: most pages have none. What cannot be loaded is in the browser's own log already. */
function watchRefusal(client: CustomerClient, siteId: string, scriptUrl: string): () => void {
  const stop = client.on('connection-changed', ({ status }) => {
    if (status === 'connecting') return;
    stop();
    if (status !== 'connected')
      void import('./tell-refusal.ts').then(
        (loaded) => loaded.tellRefusal(client, siteId, scriptUrl),
        () => undefined,
      );
  });
  return stop;
}

function socketUrlOf(scriptUrl: string): string {
  const url = new URL('/v1/socket', scriptUrl);
  if (url.protocol === 'https:') url.protocol = 'wss:';
  else if (url.protocol === 'http:') url.protocol = 'ws:';
  else
    throw new BesideError('invalid_option', { details: { option: 'src', mend: 'load the script by https' } });
  return url.href;
}

function listen(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
