import type { DialSafety, Telephony } from '../../ports/telephony.ts';
import type { TelephonyHarness, TestNumbers } from '../conformance/telephony-harness.ts';
import { startExchange, type ExchangeProcess } from './exchange-process.ts';
import { listenForWebhooks, type WebhookListener } from './webhook-listener.ts';

/** Numbers of the exchange that do something; see docs/telephony.md. */
export const NUMBERS = {
  answers: '+821000000000',
  busy: '+821000000001',
  noAnswer: '+821000000002',
  voicemail: '+821000000003',
  refuses: '+821000000008',
  dropsReply: '+821000000007',
  unavailable: '+821000000009',
  twice: '+821000000010',
  scrambled: '+821000000011',
  late: '+821000000012',
  restarts: '+821000000013',
  hangs: '+821000000014',
  stuck: '+821000000015',
} as const satisfies TestNumbers & Record<string, string>;

/** One exchange for a whole suite; a provider of its own for each test. */
export interface SharedExchange {
  open(): Promise<void>;
  close(): Promise<void>;
  /** @param spoil plants a violation */
  harness(spoil?: (telephony: Telephony, exchange: ExchangeProcess) => Telephony): TelephonyHarness;
}

/** Prepares one; nothing runs before `open`. */
export function shareExchange(mode: DialSafety): SharedExchange {
  let exchange: ExchangeProcess | undefined;
  let listener: WebhookListener | undefined;
  return {
    async open() {
      listener = await listenForWebhooks();
      exchange = await startExchange({ mode, webhook: listener.url });
    },
    async close() {
      await exchange?.remove();
      await listener?.close();
    },
    harness: (spoil = (telephony) => telephony) => ({
      offers: { dialSafety: mode, links: false, webhooks: true, hangUp: true },
      async create(onWebhook) {
        if (!exchange || !listener) throw new Error('open it first');
        const running = exchange;
        // Calls of the test before may still be told; the bench looks at its own only.
        listener.onRequest = onWebhook;
        return {
          telephony: spoil(running.provider(), running),
          from: '+82215880000',
          numbers: NUMBERS,
          accepted: (callKey) => running.accepted(callKey),
        };
      },
    }),
  };
}
