import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CallPort, DialSafety, Telephony, WebhookPort } from '../../ports/telephony.ts';
import { createManualProvider } from '../manual-provider/manual-provider.ts';
import { shareExchange, type SharedExchange } from '../testing/exchange-harness.ts';
import type { ExchangeProcess } from '../testing/exchange-process.ts';
import { telephonyConformance } from './telephony-conformance.ts';
import { newKey, patience, type TelephonyHarness } from './telephony-harness.ts';

type Spoil = (telephony: Telephony, exchange: ExchangeProcess) => Telephony;

/** Runs the suite on something spoilt; the rules whose tests failed. Only those that are asked for, if any are. */
async function failingRules(harness: TelephonyHarness, only?: string): Promise<string[]> {
  const tests: [string, () => Promise<void>][] = [];
  telephonyConformance('spoilt', harness, {
    describe: (_name, body) => body(),
    it: (name, body) => void tests.push([name.slice(1, name.indexOf(']')), body]),
  });
  const failed: string[] = [];
  for (const [rule, body] of tests) {
    if ((only ?? rule) !== rule || failed.includes(rule)) continue;
    await body().catch(() => failed.push(rule));
  }
  return failed;
}

const withCalls = (telephony: Telephony, spoil: (calls: CallPort) => Partial<CallPort>): Telephony => {
  const calls = telephony.calls!; // the exchange has them
  return { ...telephony, calls: { ...calls, ...spoil(calls) } };
};
const withWebhooks = (telephony: Telephony, receive: WebhookPort['receive']): Telephony => ({
  ...telephony,
  webhooks: { receive },
});

const SPOILT: readonly (readonly [what: string, rule: string, mode: DialSafety, Spoil])[] = [
  [
    'claims lookups without having them',
    'TP1',
    'lookup',
    (telephony) => withCalls(telephony, () => ({ lookup: undefined as never })),
  ],
  [
    'claims to be told nothing and is',
    'TP1',
    'none',
    (telephony) => ({ ...telephony, capabilities: { ...telephony.capabilities, delivery: 'none' } }),
  ],
  [
    'says done without dialling',
    'TP2',
    'none',
    (telephony) =>
      withCalls(telephony, () => ({
        dial: async () => ({ kind: 'done', callRef: newKey(), replayed: false }),
      })),
  ],
  [
    'says done when it was refused',
    'TP2',
    'none',
    (telephony) =>
      withCalls(telephony, ({ dial }) => ({
        async dial(request, signal) {
          const outcome = await dial(request, signal);
          return outcome.kind === 'failed' ? { kind: 'done', callRef: 'x', replayed: false } : outcome;
        },
      })),
  ],
  [
    'gives every dial a key of its own',
    'TP3',
    'idempotent',
    (telephony) =>
      withCalls(telephony, ({ dial }) => ({
        dial: (request, signal) => dial({ ...request, callKey: newKey() }, signal),
      })),
  ],
  [
    'dials for somebody who is gone',
    'TP3',
    'none',
    (telephony) => withCalls(telephony, ({ dial }) => ({ dial: (request) => dial(request, patience()) })),
  ],
  [
    'says failed when the answer is lost',
    'TP4',
    'lookup',
    (telephony) =>
      withCalls(telephony, ({ dial }) => ({
        async dial(request, signal) {
          const outcome = await dial(request, signal);
          return outcome.kind === 'unknown' ? { kind: 'failed', code: 'unavailable' } : outcome;
        },
      })),
  ],
  [
    'throws when the answer is lost',
    'TP4',
    'none',
    (telephony) =>
      withCalls(telephony, ({ dial }) => ({
        async dial(request, signal) {
          const outcome = await dial(request, signal);
          if (outcome.kind === 'unknown') throw new Error('no answer');
          return outcome;
        },
      })),
  ],
  [
    'dials again by itself when the answer is lost',
    'TP4',
    'none',
    (telephony) =>
      withCalls(telephony, ({ dial }) => ({
        async dial(request, signal) {
          const outcome = await dial(request, signal);
          return outcome.kind === 'unknown' ? dial(request, signal) : outcome;
        },
      })),
  ],
  [
    'finds nothing',
    'TP5',
    'lookup',
    (telephony) => withCalls(telephony, () => ({ lookup: async () => ({ kind: 'absent' }) })),
  ],
  [
    'finds everything',
    'TP5',
    'lookup',
    (telephony) => withCalls(telephony, () => ({ lookup: async () => ({ kind: 'found', callRef: 'x' }) })),
  ],
  [
    'says absent of what may still come',
    'TP5',
    'lookup',
    (telephony, exchange) =>
      withCalls(telephony, () => ({
        async lookup(callKey) {
          const [callRef] = exchange.accepted(callKey);
          return callRef === undefined ? { kind: 'absent' } : { kind: 'found', callRef };
        },
      })),
  ],
  [
    'makes up ids of events',
    'TP7',
    'none',
    (telephony) =>
      withWebhooks(telephony, (request) => {
        const result = telephony.webhooks!.receive(request); // the exchange has them
        if (result.kind !== 'events') return result;
        return { kind: 'events', events: result.events.map((event) => ({ ...event, eventId: newKey() })) };
      }),
  ],
  [
    'believes everybody',
    'TP8',
    'none',
    (telephony) =>
      withWebhooks(telephony, ({ body }) => ({
        kind: 'events',
        events: [JSON.parse(Buffer.from(body).toString('utf8')) as never],
      })),
  ],
  [
    'believes what came before',
    'TP8',
    'none',
    (telephony, exchange) =>
      withWebhooks(telephony, (request) => exchange.provider().webhooks!.receive(request)), // the exchange has them
  ],
  [
    'does not look at the time',
    'TP8',
    'none',
    (telephony) =>
      withWebhooks(telephony, (request) =>
        telephony.webhooks!.receive({ ...request, receivedAt: Date.now() }),
      ),
  ],
  [
    'cannot hang up what never was',
    'TP9',
    'none',
    (telephony) => withCalls(telephony, () => ({ hangUp: () => Promise.reject(new Error('no such call')) })),
  ],
  [
    'goes on after it was disposed of',
    'TP9',
    'none',
    (telephony) => ({ ...telephony, dispose: async () => undefined }),
  ],
];

describe('the suite for telephony', () => {
  const shared = Object.fromEntries(
    (['idempotent', 'lookup', 'none'] as const).map((mode) => [mode, shareExchange(mode)]),
  ) as Record<DialSafety, SharedExchange>; // one of each
  before(() => Promise.all(Object.values(shared).map((one) => one.open())));
  after(() => Promise.all(Object.values(shared).map((one) => one.close())));

  for (const [what, rule, mode, spoil] of SPOILT)
    it(`finds a provider that ${what}`, async () => {
      assert.deepEqual(await failingRules(shared[mode].harness(spoil), rule), [rule]);
    });

  it('finds a link that dials more than the number', async () => {
    const manual = createManualProvider();
    const failed = await failingRules({
      offers: { dialSafety: null, links: true, webhooks: false, hangUp: false },
      create: async () => ({
        telephony: { ...manual, links: { linkFor: (to) => `tel:${to}`, outcomes: ['ended', 'no_answer'] } },
        from: '+82215880000',
        numbers: { answers: '+821000000000' },
        accepted: () => [],
      }),
    });

    assert.deepEqual(failed, ['TP1']);
  });
});
