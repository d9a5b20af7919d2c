import type { CallbackQuestions } from '@beside/protocol';
import type { CallbackChannel } from '../channels/callback/view.ts';
import { answeringQuestions } from './callbacks.ts';
import { openBrowser, type Browser } from './open-customers.ts';

/** A customer's page with the channel of its callback, and what was asked and said through it. */
export interface OpenCallback {
  readonly browser: Browser & { readonly page: Awaited<ReturnType<Browser['startPage']>> };
  readonly channel: CallbackChannel;
  readonly noted: readonly unknown[];
  readonly commands: () => readonly Parameters<Browser['center']['session']['execute']>[0][];
}

/** Opens it in a browser of its own; questions are answered by `OFFER` unless `change` says otherwise. */
export async function openCallback(change: Partial<CallbackQuestions> = {}): Promise<OpenCallback> {
  const noted: unknown[] = [];
  const browser = openBrowser();
  browser.center.script.callbacks = answeringQuestions(noted, change);
  const page = await browser.startPage();
  const channel = await page.client.openCallback();
  return {
    ...{ browser: { ...browser, page }, channel, noted },
    commands: () =>
      browser.center.sessions.flatMap((session) => session.callsOf('execute')).map(({ command }) => command),
  };
}
