import {
  FLOW_ICON_SHAPES,
  type FirstChoice,
  type FlowChoiceView,
  type FlowCost,
} from '@beside/protocol/visual-ivr';

/** A choice as cards show it, at home and on every level. */
export function choiceOf({ choiceId, label, detail, icon, cost }: FlowChoiceView): FirstChoice {
  const inShort = cost && costOf(cost);
  return {
    ...{ choiceId, label, detail },
    ...(icon ? { shape: FLOW_ICON_SHAPES[icon] } : {}),
    ...(inShort ? { cost: inShort } : {}),
  };
}

/** What a choice costs, in short. */
export function costOf(cost: FlowCost): FirstChoice['cost'] {
  switch (cost.kind) {
    case 'chat':
    case 'callback':
      return { isUp: cost.isUp, waiting: cost.waiting, opensAt: cost.opensAt };
    case 'phone':
      return { isUp: true, price: cost.price ?? cost.number };
    case 'page':
      return undefined;
  }
}
