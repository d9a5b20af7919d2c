import { fixture, html, waitUntil } from '@open-wc/testing';

import type { CallbackState, CallbackWish, PendingCallback } from '@beside/sdk';

import { callbackId, halfPastTwo } from '../../../client/fake-callback.test-support.ts';
import { createFakeClient, type FakeClient } from '../../../client/fake-client.test-support.ts';
import '../callback.ts';
import type { BesideCallback } from '../callback.ts';

/** A panel on a page, and how to look at it. */
export interface Shown {
  readonly panel: BesideCallback;
  readonly client: FakeClient;
  /** In the form, the picker or the status, whichever has it. */
  readonly find: <Found extends HTMLElement = HTMLElement>(selector: string) => Found | undefined;
  readonly text: () => string;
  /** Until every colour has come to rest, in every shadow. */
  readonly rest: () => Promise<void>;
  readonly setState: (change: Partial<CallbackState>) => Promise<void>;
}

const roots = (root: ParentNode | null | undefined): ParentNode[] =>
  root ? [root, ...[...root.querySelectorAll('*')].flatMap((one) => roots(one.shadowRoot))] : [];
const isSeen = (one: HTMLElement): boolean => one.checkVisibility();

/** What the panel loads on demand: there before a test waits for what it draws, however busy the machine. */
const loadParts = (): Promise<unknown> =>
  Promise.all([
    import('../find-missing.ts'),
    import('../nothing-offered.ts'),
    import('../refusal-text.ts'),
    import('../render-status.ts'),
    import('../slot-picker.ts'),
  ]);

/** Shows the panel to a customer whose client was prepared. */
export async function show(
  prepare: (client: FakeClient) => void = () => undefined,
  locale = 'en',
): Promise<Shown> {
  await loadParts();
  const client = createFakeClient();
  prepare(client);
  const panel = await fixture<BesideCallback>(
    html`<beside-callback
      style="block-size: 600px; inline-size: 380px"
      active
      .client=${client}
      .locale=${locale}
    ></beside-callback>`,
  );
  const find = <Found extends HTMLElement>(selector: string): Found | undefined =>
    roots(panel.shadowRoot)
      .flatMap((root) => [...root.querySelectorAll<Found>(selector)])
      .find(isSeen);
  await waitUntil(() => find('h3'));
  const settle = async (): Promise<void> => {
    for (const root of roots(panel.shadowRoot))
      if (root instanceof ShadowRoot) await (root.host as BesideCallback).updateComplete;
  };
  return {
    ...{ panel, client, find },
    text: () =>
      roots(panel.shadowRoot)
        .flatMap((root) => [
          ...root.querySelectorAll<HTMLElement>('h3, p, .error, dd, dt, b, li, button, a, label'),
        ])
        .filter(isSeen)
        .map((one) => one.innerText)
        .join('\n'),
    async rest() {
      const trees = roots(panel.shadowRoot).filter((root) => root instanceof ShadowRoot);
      const running = trees.flatMap((tree) => tree.getAnimations());
      await Promise.all(running.map(({ finished }) => finished));
    },
    async setState(change) {
      client.callback.setState(change);
      await panel.updateComplete;
      await settle();
    },
  };
}

/** Wants a time that they choose. */
export const later = (shown: Shown): void =>
  shown.find<HTMLInputElement>('.choice:last-of-type input')?.click();
/** Fills in what is required. */
export const fill = ({ find }: Shown, number = '01012345678'): void => {
  const input = find<HTMLInputElement>('#number');
  if (!input) throw new Error('no field');
  input.value = number;
  input.dispatchEvent(new Event('change'));
  find<HTMLInputElement>('[data-consent=calls]')?.click();
};
/** Sends the form. */
export const submit = ({ find }: Shown): void => find('.end .primary')?.click();
/** What the client was asked for. */
export const asked = ({ client }: Shown): CallbackWish | undefined =>
  client.callback.calls.find(([name]) => name === 'request')?.[1] as CallbackWish | undefined; // what the fake noted
/** A request that is on its way. */
export const pending: PendingCallback = {
  ...{ key: 'key-1', kind: 'request', callbackId, intentAt: halfPastTwo, isSending: true },
  numberEnding: '5678',
};
