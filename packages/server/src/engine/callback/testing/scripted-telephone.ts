import type { CallEvent, CallStatus, DialOutcome, DialRequest } from '../../../ports/telephony.ts';
import type { AfterUnknown } from '../../../telephony/after-unknown.ts';
import type { Telephone } from '../../parts.ts';
import type { TestCentre } from '../../testing/test-centre.ts';

/** A telephone whose every answer a test says beforehand. */
export interface ScriptedTelephone {
  readonly telephone: Telephone;
  /** What was rung, in order. */
  readonly dialed: DialRequest[];
  readonly looked: DialRequest[];
  readonly hungUp: string[];
  /** What dialing answers; done when nothing else is said. */
  answer: (request: DialRequest) => Promise<DialOutcome> | DialOutcome;
  reconciled: AfterUnknown | 'never';
  /** Tells the centre about the last call. */
  tell(test: TestCentre, status: CallStatus, more?: Partial<CallEvent>): Promise<void>;
}

/** Makes one; nothing rings. */
export function createScriptedTelephone(): ScriptedTelephone {
  let events = 0;
  const scripted: ScriptedTelephone = {
    dialed: [],
    looked: [],
    hungUp: [],
    answer: ({ callKey }) => ({ kind: 'done', callRef: `ref-${callKey}`, replayed: false }),
    reconciled: 'dialled',
    telephone: {
      callerNumber: '+82215880000',
      ringTimeoutMs: 30_000,
      service: {
        name: 'scripted',
        capabilities: {
          dialledBy: 'server',
          orders: [],
          agentLegs: [],
          statuses: ['ringing', 'answered', 'ended'],
          delivery: 'webhook',
        },
        calls: {
          isSuspended: false,
          dial: async (request) => {
            scripted.dialed.push(request);
            return scripted.answer(request);
          },
          reconcile: async (request) => {
            scripted.looked.push(request);
            if (scripted.reconciled === 'never') return new Promise(() => undefined);
            return scripted.reconciled;
          },
          hangUp: async (callRef) => void scripted.hungUp.push(callRef),
        },
        start: () => undefined,
        note: () => undefined,
        stop: async () => undefined,
      },
    },
    async tell(test, status, more = {}) {
      const callKey = scripted.dialed.at(-1)?.callKey ?? null;
      events += 1;
      await test.centre.hearCall({
        provider: 'scripted',
        receivedAt: test.clock.now(),
        event: {
          eventId: `event-${events}`,
          callRef: `ref-${callKey}`,
          ...{ callKey, leg: 'customer', status, sequence: null, at: test.clock.now() },
          ...more,
        },
      });
      await test.settle();
    },
  };
  return scripted;
}
