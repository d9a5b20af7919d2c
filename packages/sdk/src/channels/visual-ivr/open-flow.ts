import { BesideError, type Clock } from '@beside/protocol';
import type { KeyValueStore } from '../../base/key-value-store.ts';
import type { CustomerClientOptions } from '../../customer/customer-api.ts';
import type { Knowledge } from '../../customer/customer-knowledge.ts';
import type { ContextKeeper } from '../../session/context-keeper.ts';
import type { FlowWay } from '../../session/flow-way.ts';
import type { Reports } from '../../session/reports.ts';
import { createCustomerFlow, type CustomerFlow } from './customer-flow.ts';

/** What a client hands to its flow. */
export interface OpenFlowOptions extends Pick<CustomerClientOptions, 'flow' | 'tabs'> {
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly keys: { readonly flow: string; readonly way: string };
  readonly name: string;
  readonly context: ContextKeeper;
  readonly known: Knowledge;
  readonly reports: Reports;
  readonly start: () => Promise<void>;
  readonly setWay: (way: FlowWay) => void;
  readonly sayContext: () => void;
  readonly getLocale: () => string;
}

/** Opens a client's flow where it was left; with everything it stands on, it is loaded at the first touch. */
export async function openFlow(options: OpenFlowOptions): Promise<CustomerFlow> {
  const { store, clock, keys, name, context, known, reports, tabs } = options;
  if (!options.flow) throw new BesideError('unsupported');
  const [source] = await Promise.all([options.flow.open(), options.start()]);
  const opened = createCustomerFlow({
    ...{ source, store, clock, tabs, key: keys.flow, name: `${name}:flow`, onListenerError: known.tellError },
    describe: () => ({
      locale: options.getLocale(),
      context: context.current,
      isIdentified: known.state.isIdentified,
    }),
    tellWay(next) {
      options.setWay(next);
      store.update(keys.way, () => ({ ...next, at: clock.now() })).catch(known.tellError);
      options.sayContext();
    },
    report: (reported, properties) => reports.add(reported, properties),
  });
  await opened.restore().catch(known.tellError);
  return opened;
}
