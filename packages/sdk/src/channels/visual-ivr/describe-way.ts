import type { Context, QueueId } from '@beside/protocol';
import { contextOfFlow, type Flow, type FlowState } from '@beside/protocol/visual-ivr';
import type { FlowWay } from '../../session/flow-way.ts';
import type { FlowLead } from './view.ts';

const MAX_NUMBER_LENGTH = 64;
/** Of a line of a callback's matter. */
const MAX_REASON_LENGTH = 120;

/** What the chat or the callback after a flow knows of it. Pure. */
export function describeWay(
  flow: Flow,
  state: FlowState,
  locale: string,
  lead: FlowLead | undefined,
): FlowWay {
  const context: Context = { flow: contextOfFlow(flow, state, locale) };
  const phone = findPhone(flow, state);
  // In the site's words, else in those of the way.
  const labels = (context.flow?.path ?? []).flatMap(({ label }) => label || []);
  const reason = (lead?.reason ?? labels.join(' › ')).slice(0, MAX_REASON_LENGTH);
  return {
    context,
    // Configured names of the site: the schema of flows has checked their form.
    ...(lead?.queueId ? { queueId: lead.queueId satisfies QueueId } : {}),
    ...(reason ? { reason } : {}),
    ...(phone ? { phone } : {}),
  };
}

/** A number that was filled in on the way; the first one. */
function findPhone({ variables = {} }: Flow, { variables: values }: FlowState): string | undefined {
  const name = Object.keys(variables).find((variable) => variables[variable]?.input === 'tel');
  const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  return value && value.length <= MAX_NUMBER_LENGTH ? value : undefined;
}
