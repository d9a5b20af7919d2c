import type { FlowNodeNumbers, FlowNumbers } from '@beside/protocol/flow-desk';
import type { FlowTotal } from '../ports/store-flows.ts';

const NONE: FlowNodeNumbers = {
  entered: 0,
  left: 0,
  totalMs: 0,
  ledTo: { chat: 0, callback: 0, page: 0, phone: 0 },
  solved: 0,
  notSolved: 0,
  solvedAlone: 0,
};

/** The numbers of a flow as consoles draw them, over revisions where none is asked for. Pure. */
export function toNumbers(
  {
    fromDay,
    toDay,
    totals,
  }: { readonly fromDay: string; readonly toDay: string; readonly totals: readonly FlowTotal[] },
  revision: number | undefined,
): FlowNumbers {
  const nodes = new Map<string, FlowNodeNumbers>();
  let unknown = 0;
  for (const total of totals) {
    if (total.measure === 'unknown') unknown += total.count;
    else nodes.set(total.nodeId, add(nodes.get(total.nodeId) ?? NONE, total));
  }
  return { revision: revision ?? null, fromDay, toDay, nodes: Object.fromEntries(nodes), unknown };
}

function add(numbers: FlowNodeNumbers, { measure, count, totalMs }: FlowTotal): FlowNodeNumbers {
  const { ledTo } = numbers;
  switch (measure) {
    case 'entered':
      return { ...numbers, entered: numbers.entered + count };
    case 'left':
      return { ...numbers, left: numbers.left + count, totalMs: numbers.totalMs + totalMs };
    case 'led-to.chat':
      return { ...numbers, ledTo: { ...ledTo, chat: ledTo.chat + count } };
    case 'led-to.callback':
      return { ...numbers, ledTo: { ...ledTo, callback: ledTo.callback + count } };
    case 'led-to.page':
      return { ...numbers, ledTo: { ...ledTo, page: ledTo.page + count } };
    case 'led-to.phone':
      return { ...numbers, ledTo: { ...ledTo, phone: ledTo.phone + count } };
    case 'solved':
      return { ...numbers, solved: numbers.solved + count };
    case 'not-solved':
      return { ...numbers, notSolved: numbers.notSolved + count };
    case 'solved-alone':
      return { ...numbers, solvedAlone: numbers.solvedAlone + count };
    case 'unknown':
      return numbers;
    default:
      return measure satisfies never;
  }
}
