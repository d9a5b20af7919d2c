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
} from '@beside/sdk';
import type { BootOptions, Booted } from './global.ts';
import { createConversationMarker } from './marker.ts';
import { runCommand } from './run-command.ts';

/**
 * Assembles a customer's page: adapter, client, launcher. Called once by the loader, at the first touch or, while a
 * conversation is open, when the page is idle. Resolves when the launcher is upgraded and, if asked for, open.
 */
export async function boot({ host, siteId, scriptUrl, locale, open }: BootOptions): Promise<Booted> {
  const clock = createSystemClock();
  const client = createCustomerClient({
    contactCenter: createRemoteContactCenter({ url: socketUrlOf(scriptUrl), clock }),
    siteId,
    locale,
    store: await createIdbStore('beside'),
    tabs: createWebLocksTabs(),
    clock,
  });
  // eslint-disable-next-line no-restricted-globals -- the one marker; marker.ts says what it holds
  const marker = createConversationMarker(siteId, () => localStorage);
  const launcher = host as BesideLauncher; // upgraded by the import above
  await customElements.whenDefined('beside-launcher');
  customElements.upgrade(host);
  launcher.client = client;
  launcher.wantedLocale = locale;

  const resumeOpen = marker.value === 'open';
  const isConversationOpen = () => !['new', 'ended'].includes(client.chat.view.status);
  const mark = () => {
    if (isConversationOpen()) marker.set(launcher.isOpen ? 'open' : 'closed');
    else marker.remove();
  };
  const stops = [
    client.on('conversation-started', mark),
    client.on('conversation-ended', mark),
    client.chat.onChange(mark),
    listen(launcher, 'beside-opened', mark),
    listen(launcher, 'beside-closed', mark),
    watchBrowserLifecycle(client),
  ];

  if (open || resumeOpen) await launcher.show();
  await client.start();
  return {
    client,
    run: (name, values) => runCommand(launcher, client, name, values),
    stop: () => {
      for (const stop of stops.splice(0)) stop();
      client.stop();
      host.remove();
    },
  };
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
