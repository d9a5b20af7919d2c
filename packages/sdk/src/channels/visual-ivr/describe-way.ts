import type { Context, QueueId } from '@beside/protocol';
import { contextOfFlow, type Flow, type FlowState } from '@beside/protocol/visual-ivr';
import type { FlowWay } from '../../session/flow-way.ts';
import type { FlowLead } from './view.ts';

const MAX_NUMBER_LENGTH = 64;

/** What the chat or the callback after a flow knows of it. Pure. */
export function describeWay(
  flow: Flow,
  state: FlowState,
  locale: string,
  lead: FlowLead | undefined,
): FlowWay {
  const context: Context = { flow: contextOfFlow(flow, state, locale) };
  const phone = findPhone(flow, state);
  return {
    context,
    // Configured names of the site: the schema of flows has checked their form.
    ...(lead?.queueId ? { queueId: lead.queueId satisfies QueueId } : {}),
    ...(lead?.reason ? { reason: lead.reason } : {}),
    ...(phone ? { phone } : {}),
  };
}

/** A number that was filled in on the way; the first one. */
function findPhone({ variables = {} }: Flow, { variables: values }: FlowState): string | undefined {
  const name = Object.keys(variables).find((variable) => variables[variable]?.input === 'tel');
  const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  return value && value.length <= MAX_NUMBER_LENGTH ? value : undefined;
}
