import type { CustomerClient, FlowOutcome } from '@beside/sdk';

import { BesideNavigateEvent } from './navigate-event.ts';

/** Opens what a move led to: the chat, the callback or a page of the site with what is known, else the level itself. */
export async function followOutcome(
  from: HTMLElement,
  client: CustomerClient,
  outcome: FlowOutcome,
): Promise<void> {
  const go = (panel: 'chat' | 'callback' | 'flow'): void =>
    void from.dispatchEvent(new BesideNavigateEvent(panel));
  // Late or not offered any more: what holds is shown.
  const lead = outcome.kind === 'moved' ? outcome.leadsTo : undefined;
  switch (lead?.do) {
    case 'chat':
      if (lead.reason) await begin(client, lead.reason);
      return go('chat');
    case 'callback':
      return go('callback');
    case 'page':
      go('flow');
      // Another site's page opens by its link only: where it leads is seen first.
      if (lead.address?.startsWith('/')) location.assign(lead.address);
      return;
    default:
      return go('flow');
  }
}

/** The site's words for the matter are there to be sent, unless something is written already or a conversation goes on. */
async function begin(client: CustomerClient, reason: string): Promise<void> {
  if (!['new', 'ended'].includes(client.chat.view.status)) return;
  const draft = await client.openDraft().catch(() => undefined);
  await draft?.suggest(reason).catch(() => undefined); // a store that refuses costs the words only
}
