import type { Flow, FlowCost, FlowEvent, FlowFacts } from '@beside/protocol/visual-ivr';
import { findCost, textIn } from '@beside/protocol/visual-ivr';
import type { FlowLead } from './view.ts';

/** What has to be opened after a move, with what its node says about it; nothing where it led to another level. Pure. */
export function findLead(flow: Flow, events: readonly FlowEvent[], locale: string): FlowLead | undefined {
  const led = events.findLast((event) => event.name === 'led-to');
  if (!led) return undefined;
  const node = Object.hasOwn(flow.nodes, led.nodeId) ? flow.nodes[led.nodeId] : undefined;
  const action = node?.kind === 'action' ? node.action : undefined;
  // The button to a person leads from nodes of any kind.
  if (action?.do !== led.action) return { do: led.action };
  switch (action.do) {
    case 'chat':
    case 'callback': {
      const reason = action.reason && textIn(action.reason, locale, flow.locales);
      return { do: action.do, queueId: action.queueId, reason };
    }
    case 'page':
      return { do: 'page', address: action.address };
    case 'phone':
      return { do: 'phone' };
  }
}

/** What being helped by a person costs at any level: chat, being called, and the first telephone number of the flow (I2, I4). Pure. */
export function costOfPeople(flow: Flow | undefined, facts: FlowFacts, locale: string): readonly FlowCost[] {
  const { channels, availability, waiting } = facts.live ?? {};
  if (!channels || !availability) return [];
  const { opensAt, closesAt, zone } = availability;
  const moment = { waiting, opensAt, closesAt, zone };
  const phone = Object.entries(flow?.nodes ?? {}).find(
    ([, node]) => node.kind === 'action' && node.action.do === 'phone',
  )?.[0];
  const call = flow && phone !== undefined ? findCost(flow, phone, facts, {}, locale) : undefined;
  return [
    { kind: 'chat', isUp: channels.chat, ...moment },
    { kind: 'callback', isUp: channels.callback, ...moment },
    ...(call ? [call] : []),
  ];
}
