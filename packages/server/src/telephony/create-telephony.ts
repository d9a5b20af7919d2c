import type { Clock } from '@beside/protocol';
import type { TelephonyConfig } from '../config/telephony.ts';
import type { Log } from '../ports/log.ts';
import type {
  CallEvent,
  DialOutcome,
  DialRequest,
  LinkPort,
  Telephony,
  TelephonyCapabilities,
  WebhookPort,
} from '../ports/telephony.ts';
import type { AfterUnknown } from './after-unknown.ts';
import { createExchangeProvider } from './exchange-provider/exchange-provider.ts';
import { guardCalls } from './guard-calls.ts';
import { createManualProvider } from './manual-provider/manual-provider.ts';
import { reconcileDial } from './reconcile-dial.ts';

/** An event with who told it and when we heard it. */
export interface ToldEvent {
  readonly provider: string;
  readonly event: CallEvent;
  /** Epoch ms by our clock. */
  readonly receivedAt: number;
}

/** Stores an event; resolves when it is on disk. The same event may come again. */
export type OnCallEvent = (told: ToldEvent) => Promise<void>;

/** The telephone as the engine uses it. */
export interface TelephonyService {
  /** Of the provider. */
  readonly name: string;
  readonly capabilities: TelephonyCapabilities;
  /** Calls that the server makes; absent: the agent dials. */
  readonly calls?: TelephonyCalls;
  /** Calls that the agent makes. */
  readonly links?: LinkPort;
  /** For the route that takes what the provider posts. */
  readonly webhooks?: WebhookPort;
  /** Hands on what the provider tells over its own connection, one after the other; webhooks come by the route. */
  start(onEvent: OnCallEvent): void;
  /** Takes notice of an event that is about to be stored; a second call of one key suspends the provider. */
  note(event: CallEvent): void;
  /** Ends it; safe twice. */
  stop(): Promise<void>;
}

/** Calls that the server makes; nothing here throws because of the provider. */
export interface TelephonyCalls {
  /** Whether it broke its word and dials no more. */
  readonly isSuspended: boolean;
  /** @throws BesideError `invalid_option` when the key has no form */
  dial(request: DialRequest): Promise<DialOutcome>;
  /**
   * What became of a dial that ended `unknown`; may take a minute.
   *
   * @throws BesideError `closed` when the service stops meanwhile: ask again after the start
   */
  reconcile(request: DialRequest): Promise<AfterUnknown>;
  /**
   * Ends a call.
   *
   * @throws BesideError `unavailable` when the provider does not answer, `unsupported` when it cannot
   */
  readonly hangUp?: (callRef: string) => Promise<void>;
}

/** What the service is made with. */
export interface TelephonyParts {
  readonly clock: Clock;
  readonly log: Log;
}

/** A provider's own limit comes first; this one is for those that have none. */
const EXTRA_MS = 1_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Makes the provider that the configuration names, behind its guard. */
export function createTelephony(config: TelephonyConfig, parts: TelephonyParts): TelephonyService {
  const timeoutMs = config.provider === 'exchange' ? config.answerTimeoutMs : ANSWER_TIMEOUT_MS;
  return serveTelephony(createProvider(config, parts), { ...parts, timeoutMs: timeoutMs + EXTRA_MS });
}

/** Puts any provider behind the guard; also for those of others. */
export function serveTelephony(
  telephony: Telephony,
  { clock, log, timeoutMs }: TelephonyParts & { readonly timeoutMs: number },
): TelephonyService {
  const { name, capabilities, links, webhooks, events } = telephony;
  const controller = new AbortController();
  const { signal } = controller;
  const calls = telephony.calls && guardCalls(telephony.calls, { clock, log, timeoutMs });
  const { hangUp } = calls ?? {};
  let isReading = false;
  let storing: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  const read = async (stream: AsyncIterable<CallEvent>, onEvent: OnCallEvent): Promise<void> => {
    try {
      for await (const event of stream) {
        if (signal.aborted) return;
        calls?.note(event);
        storing = onEvent({ provider: name, event, receivedAt: clock.now() });
        await storing;
      }
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, "the telephone provider's events broke off");
    }
  };

  return {
    name,
    capabilities,
    ...(links ? { links } : {}),
    ...(webhooks ? { webhooks } : {}),
    ...(calls
      ? {
          calls: {
            get isSuspended() {
              return calls.isSuspended;
            },
            dial: (request: DialRequest) => calls.dial(request, signal),
            reconcile: (request: DialRequest) => reconcileDial(calls, request, { clock, signal }),
            ...(hangUp ? { hangUp: (callRef: string) => hangUp(callRef, signal) } : {}),
          },
        }
      : {}),
    start(onEvent) {
      if (!events || isReading) return;
      isReading = true;
      void read(events(signal), onEvent);
    },
    note: (event) => calls?.note(event),
    stop: () =>
      (stopping ??= (async () => {
        controller.abort();
        await telephony.dispose();
        // What is being stored is finished; a stream that does not end is left alone. Its failure was logged.
        await storing?.catch(() => undefined);
      })()),
  };
}

function createProvider(config: TelephonyConfig, { clock }: TelephonyParts): Telephony {
  switch (config.provider) {
    case 'manual': {
      const { scheme, sipDomain } = config;
      return createManualProvider({ scheme, ...(sipDomain === undefined ? {} : { sipDomain }) });
    }
    case 'exchange': {
      const { url, requestSecret, eventSecret, dialSafety, answerTimeoutMs } = config;
      return createExchangeProvider({
        url,
        requestSecret,
        eventSecret,
        dialSafety,
        timeoutMs: answerTimeoutMs,
        clock,
      });
    }
  }
}
