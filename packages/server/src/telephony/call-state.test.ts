import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  END_STATUSES,
  LIVE_STATUSES,
  type CallEvent,
  type CallLeg,
  type CallStatus,
} from '../ports/telephony.ts';
import { applyCallEvent, endOf, isAlarming, newCall, statusOf, type CallState } from './call-state.ts';

const STATUSES: readonly CallStatus[] = [...LIVE_STATUSES, ...END_STATUSES];

const event = (status: CallStatus, leg: CallLeg = 'customer', callRef = 'call-1'): CallEvent => ({
  eventId: `${callRef}-${leg}-${status}`,
  callRef,
  callKey: 'key-1',
  leg,
  status,
  sequence: null,
  at: 1,
});

function tell(events: readonly CallEvent[], from: CallState = newCall('exchange')): CallState {
  return events.reduce((state, one, index) => {
    const change = applyCallEvent(state, 'exchange', one, 1_000 + index);
    return change.kind === 'changed' ? change.state : state;
  }, from);
}

describe('what events make of a call', () => {
  it('[TP6] follows a call from ringing to its end', () => {
    const state = tell([event('ringing'), event('answered'), event('ended')]);

    assert.deepEqual(state, {
      provider: 'exchange',
      callRef: 'call-1',
      customer: 'ended',
      agent: null,
      endedAt: 1_002,
    });
    assert.equal(endOf(state), 'completed');
  });

  it('[TP6] [bad_A5] a late ringing does not open what is over, whatever the end was', () => {
    for (const end of END_STATUSES) {
      const over = tell([event(end)]);

      for (const status of LIVE_STATUSES)
        assert.deepEqual(applyCallEvent(over, 'exchange', event(status), 9_000), {
          kind: 'ignored',
          because: 'ended',
        });
    }
  });

  it('[TP6] [bad_A5] the same event twice changes nothing', () => {
    const once = tell([event('ringing')]);

    assert.deepEqual(applyCallEvent(once, 'exchange', event('ringing'), 9_000), {
      kind: 'ignored',
      because: 'known',
    });
  });

  it('[TP6] [bad_A5] any order and any doubling of a true story ends as the true story', () => {
    const stories = END_STATUSES.map((end): CallStatus[] =>
      end === 'ended' || end === 'voicemail' ? ['ringing', 'answered', end] : ['ringing', end],
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...stories).chain((story) =>
          fc.tuple(
            fc.constant(story),
            fc
              .array(fc.constantFrom(...story), { maxLength: 6 })
              .chain((more) =>
                fc.shuffledSubarray([...story, ...more], { minLength: story.length + more.length }),
              ),
          ),
        ),
        ([story, told]) => {
          const straight = tell(story.map((status) => event(status)));
          const scrambled = tell(told.map((status) => event(status)));
          assert.deepEqual(
            { ...scrambled, endedAt: null },
            { ...straight, endedAt: null },
            `${told.join(', ')} against ${story.join(', ')}`,
          );
        },
      ),
    );
  });

  it('[TP6] [bad_A5] whatever a provider says, what is over stays over', () => {
    const anyEvent = fc
      .tuple(fc.constantFrom(...STATUSES), fc.constantFrom<CallLeg>('customer', 'agent'))
      .map(([status, leg]) => event(status, leg));
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let state = newCall('exchange');
        for (const one of events) {
          const { endedAt } = state;
          const wasOver = endOf(state) !== undefined;
          state = tell([one], state);
          if (wasOver) {
            assert.notEqual(endOf(state), undefined);
            assert.equal(state.endedAt, endedAt);
          }
        }
      }),
    );
  });

  it('[TP6] a machine that is recognised late is no success', () => {
    const state = tell([event('answered'), event('ended'), event('voicemail')]);

    assert.equal(endOf(state), 'voicemail');
    assert.equal(endOf(tell([event('ended')], state)), 'voicemail');
    assert.equal(state.endedAt, 1_001);
  });

  it('[TP6] an agent who does not pick up ends an attempt that the customer has not heard of', () => {
    assert.equal(endOf(tell([event('ringing', 'agent'), event('no_answer', 'agent')])), 'agent_lost');
    assert.equal(endOf(tell([event('answered', 'agent'), event('no_answer')])), 'no_answer');
    assert.equal(
      endOf(tell([event('answered', 'agent'), event('answered'), event('ended', 'agent')])),
      undefined,
    );
  });

  it('[bad_A7] the first provider keeps the call; the second is an alarm', () => {
    const change = applyCallEvent(newCall('exchange', 'call-1'), 'other', event('ended'), 1);

    assert.deepEqual(change, { kind: 'ignored', because: 'other_provider' });
    assert.equal(isAlarming('other_provider'), true);
  });

  it('[bad_A8] a second call with the same key is an alarm and changes nothing', () => {
    const change = applyCallEvent(
      tell([event('ringing')]),
      'exchange',
      event('ended', 'customer', 'call-2'),
      1,
    );

    assert.deepEqual(change, { kind: 'ignored', because: 'other_call' });
    assert.deepEqual(
      [isAlarming('other_call'), isAlarming('known'), isAlarming('ended')],
      [true, false, false],
    );
  });

  it('[bad_A12] the end is when we heard of it, whatever clock the provider has', () => {
    const late = { ...event('busy'), at: -7_200_000 };
    const change = applyCallEvent(newCall('exchange'), 'exchange', late, 5_000);

    assert.equal(change.kind === 'changed' && change.state.endedAt, 5_000);
  });

  it('has a word for a leg of which nothing was said yet', () => {
    assert.deepEqual(
      [statusOf(newCall('exchange'), 'customer'), statusOf(tell([event('busy')]), 'customer')],
      ['dialling', 'busy'],
    );
  });
});
