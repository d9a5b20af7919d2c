import type { WaitingRange } from '../callback/availability-schema.ts';
import type { FlowValues } from './condition.ts';
import type { FlowFacts } from './facts.ts';
import type { Flow } from './flow-schema.ts';
import { findNode, isUp, land } from './hops.ts';
import { textIn } from './text-in.ts';

/** What a choice costs the customer (I4). */
export type FlowCost =
  | {
      readonly kind: 'chat' | 'callback';
      readonly isUp: boolean;
      /** Absent: nobody knows, which is said as such. */
      readonly waiting?: WaitingRange | undefined;
      /** Of the opening hours, where they are known. */
      readonly opensAt?: number | undefined;
      readonly closesAt?: number | undefined;
      readonly zone?: string | undefined;
    }
  | { readonly kind: 'phone'; readonly number: string; readonly price?: string | undefined }
  | {
      readonly kind: 'page';
      /** Of another site than a path of this one. */
      readonly isAddress: boolean;
    };

/** What it costs to go to a node; nothing where it is only read or filled in. */
export function findCost(
  flow: Flow,
  nodeId: string,
  facts: FlowFacts,
  variables: FlowValues,
  locale: string,
): FlowCost | undefined {
  const node = findNode(flow, land(flow, nodeId, facts, variables).at);
  if (node?.kind !== 'action') return undefined;
  const { action } = node;
  switch (action.do) {
    case 'chat':
    case 'callback': {
      const { availability, waiting } = facts.live ?? {};
      const { opensAt, closesAt, zone } = availability ?? {};
      return { kind: action.do, isUp: isUp(action, facts), waiting, opensAt, closesAt, zone };
    }
    case 'phone': {
      const { number, price } = action;
      return { kind: 'phone', number, price: price && textIn(price, locale, flow.locales) };
    }
    case 'page':
      return { kind: 'page', isAddress: !action.address.startsWith('/') };
  }
}
