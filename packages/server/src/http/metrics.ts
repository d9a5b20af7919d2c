import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { GatewayCounters } from '../gateway/context.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Centre } from '../ports/centre.ts';
import type { Store } from '../ports/store.ts';

/** Numbers for Prometheus; read from the parts when asked for, so that counting costs them nothing. */
export function createMetrics(parts: {
  gateway: Gateway;
  counters: GatewayCounters;
  store: Store;
  centre: Pick<Centre, 'waits'>;
}): Registry {
  const { gateway, counters, store, centre } = parts;
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'beside_sockets',
    help: 'Sockets open now, by who is at the other end',
    labelNames: ['role'],
    registers,
    collect() {
      for (const [role, count] of Object.entries(gateway.count())) this.set({ role }, count);
    },
  });
  new Gauge({
    name: 'beside_store_writable',
    help: '1 while commands can be stored',
    registers,
    collect() {
      this.set(store.isWritable ? 1 : 0);
    },
  });
  new Gauge({
    name: 'beside_waits_within_a_day',
    help: 'Waits that ended within 24 h, by how they lay in the range that was told; the newest 500 of a queue',
    labelNames: ['site', 'queue', 'range'],
    registers,
    async collect() {
      for (const { siteId, queueId, held, earlier, later, withoutPromise } of await centre.waits())
        for (const [range, count] of Object.entries({ held, earlier, later, untold: withoutPromise }))
          this.set({ site: siteId, queue: queueId, range }, count);
    },
  });
  const help: Readonly<Record<keyof GatewayCounters, [name: string, help: string]>> = {
    framesReceived: ['beside_frames_received_total', 'Frames of all kinds from clients'],
    framesRefused: ['beside_frames_refused_total', 'Frames that were answered with a refusal or an error'],
    framesUnknown: ['beside_frames_unknown_total', 'Frames of types this version does not know'],
    socketsRefused: ['beside_sockets_refused_total', 'Sockets refused before they were opened'],
    socketsTooSlow: ['beside_sockets_too_slow_total', 'Sockets closed because their reader was too slow'],
  };
  for (const [key, [name, text]] of Object.entries(help) as [keyof GatewayCounters, [string, string]][]) {
    // the table above has these keys
    new Counter({
      name,
      help: text,
      registers,
      collect() {
        this.reset();
        this.inc(counters[key]);
      },
    });
  }
  return registry;
}
