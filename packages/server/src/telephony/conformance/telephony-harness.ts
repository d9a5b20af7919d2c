import assert from 'node:assert/strict';
import { createUuidV7 } from '@beside/protocol';
import type {
  CallEvent,
  CallPort,
  DialOutcome,
  DialRequest,
  DialSafety,
  Telephony,
  WebhookPort,
  WebhookRequest,
} from '../../ports/telephony.ts';

/** Numbers that do something at the other side; absent: it cannot be provoked there. */
export interface TestNumbers {
  readonly answers: string;
  readonly refuses?: string;
  /** Rings and never tells the caller. */
  readonly dropsReply?: string;
  /** Rings and leaves the caller waiting. */
  readonly hangs?: string;
  /** Is not accepted, which the caller cannot know. */
  readonly unavailable?: string;
  /** Is accepted a while after it was asked for, unless somebody looked it up before. */
  readonly stuck?: string;
  /** Tells everything twice. */
  readonly twice?: string;
  /** Tells everything in another order. */
  readonly scrambled?: string;
}

/** One fresh provider, and the other side. */
export interface TelephonyUnderTest {
  readonly telephony: Telephony;
  /** The number that is shown. */
  readonly from: string;
  readonly numbers: TestNumbers;
  /** References of the calls that the other side accepted of a key, by its own book. */
  accepted(callKey: string): Promise<readonly string[]> | readonly string[];
}

/** How the suite gets at a provider. */
export interface TelephonyHarness {
  /** What the adapter's author says it offers; the suite holds the adapter to it. */
  readonly offers: {
    readonly dialSafety: DialSafety | null;
    readonly links: boolean;
    readonly webhooks: boolean;
    readonly hangUp: boolean;
  };
  /** @param onWebhook takes what the other side posts; its answer is the status to give back */
  create(onWebhook: (request: WebhookRequest) => number): Promise<TelephonyUnderTest>;
}

/** Where the suite puts its tests: `describe` and `it` of `node:test` or of another runner. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** What one test of the suite works with. */
export interface TelephonyBench extends TelephonyUnderTest {
  /** What was posted, before anything was done with it. */
  readonly deliveries: readonly WebhookRequest[];
  /** While true, what is posted is kept, answered with 503, and not received. */
  isHolding: boolean;
  calls(): CallPort;
  webhooks(): WebhookPort;
  request(to: string, more?: Partial<DialRequest>): DialRequest;
  /** Dials and wants it done; the reference. */
  dial(request: DialRequest): Promise<string>;
  /** Dials and stops waiting after a while. */
  dialImpatiently(request: DialRequest): Promise<DialOutcome>;
  /** Events of a call, as received so far. */
  events(callRef: string): readonly CallEvent[];
  close(): Promise<void>;
}

/** Adds one test to the suite. */
export type AddTest = (title: string, body: (bench: TelephonyBench) => Promise<void>) => void;

const PATIENCE_MS = 10_000;
const IMPATIENCE_MS = 60;

/** Makes a bench for one test. */
export async function createBench(harness: TelephonyHarness): Promise<TelephonyBench> {
  const deliveries: WebhookRequest[] = [];
  const received: CallEvent[] = [];
  const bench: Omit<TelephonyBench, keyof TelephonyUnderTest> = {
    deliveries,
    isHolding: false,
    calls: () => present(under.telephony.calls, 'calls'),
    webhooks: () => present(under.telephony.webhooks, 'webhooks'),
    request: (to, more = {}) => ({
      callKey: newKey(),
      to,
      from: under.from,
      ringTimeoutMs: 1_000,
      ...more,
    }),
    async dial(request) {
      const outcome = await present(under.telephony.calls, 'calls').dial(request, patience());
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
      return outcome.kind === 'done' ? outcome.callRef : '';
    },
    dialImpatiently: (request) =>
      present(under.telephony.calls, 'calls').dial(request, AbortSignal.timeout(IMPATIENCE_MS)),
    events: (callRef) => received.filter((event) => event.callRef === callRef),
    close: () => under.telephony.dispose(),
  };
  const under = await harness.create((request) => {
    deliveries.push(request);
    if (whole.isHolding) return 503;
    const result = present(under.telephony.webhooks, 'webhooks').receive(request);
    if (result.kind === 'refused') return 401;
    received.push(...result.events);
    return 204;
  });
  const whole: TelephonyBench = Object.assign(bench, under);
  return whole;
}

/** A key that nobody used. */
export function newKey(): string {
  return createUuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** A signal that lets every answer come. */
export function patience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE_MS);
}

/** Waits until it is so, saying what was waited for when it never is. */
export async function eventually(what: string, isSo: () => boolean): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function present<Value>(value: Value | undefined, what: string): Value {
  assert.ok(value, `${what} is offered`);
  return value;
}
