import type { Context } from '@beside/protocol';
import type { FlowFacts, LiveFacts } from '@beside/protocol/visual-ivr';

/** What a flow's conditions are asked of. */
export interface FactParts {
  /** Absent: not known. */
  readonly live: LiveFacts | undefined;
  readonly context: Context;
  readonly isIdentified: boolean;
  readonly locale: string;
}

/** What a page knows of the moment, in the form that flows ask for. Pure. */
export function describeFacts({ live, context, isIdentified, locale }: FactParts): FlowFacts {
  const { page, cart, attributes } = context;
  return {
    ...{ live, page, attributes, isIdentified, locale },
    cart: cart && {
      total: cart.total,
      currency: cart.currency,
      count: cart.items.reduce((sum, { quantity }) => sum + quantity, 0),
    },
  };
}
