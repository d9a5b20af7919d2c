import type { FirstLevel } from '@beside/protocol/visual-ivr';
import type { CustomerClient } from '@beside/sdk';

import type { PanelElement } from '../../shared/panel-element.ts';
import { choiceOf } from '../../client/flow-cost.ts';
import { followOutcome } from '../../client/follow-outcome.ts';
import { attachSearch } from './search-box.ts';

/** What home loads at the first touch: what steps through the flow, and what searches. */
export async function prepareFlow(home: PanelElement, client: CustomerClient): Promise<void> {
  const input = home.renderRoot.querySelector<HTMLInputElement>('input.search');
  if (input) attachSearch({ home, client, input });
  await client.openFlow();
}

/** Goes where a card of the first level leads. */
export async function enterFlow(
  home: PanelElement,
  client: CustomerClient,
  card: HTMLElement,
): Promise<void> {
  if (card.ariaBusy === 'true') return;
  card.ariaBusy = 'true';
  try {
    const flow = await client.openFlow();
    await followOutcome(home, client, await flow.begin(card.dataset['choice']));
  } finally {
    card.ariaBusy = null;
  }
}

/** Draws the first level here, where the server could not: it depends on the page, or the answer did not come. */
export async function drawLevel(client: CustomerClient): Promise<FirstLevel | undefined> {
  const flow = await client.openFlow();
  const { revision, view } = await flow.first();
  return view.kind === 'menu' ? { revision, choices: view.choices.map(choiceOf) } : undefined;
}
