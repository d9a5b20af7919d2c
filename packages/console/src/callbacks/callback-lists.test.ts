import { expect } from '@open-wc/testing';

import {
  colleague,
  deskCallback,
  heldCallback,
  me,
  ringingCallback,
  slotAt,
} from '../testing/fake-callbacks.ts';
import { emptyDesk, noon } from '../testing/fake-client.ts';
import { countWanting, findRingingCallbacks, isBeforeCall, loadOf, sortCallbacks } from './callback-lists.ts';

const hour = 3_600_000;
const planned = (number: number, startAt: number) =>
  deskCallback(number, { status: 'scheduled', when: slotAt(startAt), dueAt: startAt });
const numbers = (callbacks: readonly { readonly callbackId: string }[]) =>
  callbacks.map(({ callbackId }) => Number(callbackId.slice(-1)));

describe('callback lists', () => {
  it('[Q2] stand in the order of their next moments, what others have in hand at the end', () => {
    const callbacks = [
      planned(1, noon + 2 * hour),
      planned(2, noon + hour),
      deskCallback(3),
      deskCallback(4),
      heldCallback(5, 'connected', { agent: { agentId: colleague } }),
      heldCallback(6, 'previewing'),
      deskCallback(7, { status: 'needs-review' }),
      deskCallback(8, { status: 'completed' }),
      deskCallback(9, { status: 'retry-wait', dueAt: noon + 60_000 }),
    ];

    const lists = sortCallbacks(callbacks, me, noon);

    expect(Object.entries(lists).map(([name, list]) => [name, numbers(list)])).to.deep.equal([
      ['mine', [6]],
      ['due', [4, 3, 5]],
      ['upcoming', [9, 2, 1]],
      ['review', [7]],
    ]);
  });

  it('[CB7] count an owned one as mine until its ownership is over, besides where it stands by time', () => {
    const owner = { agentId: me, untilAt: noon + 1 };
    const callbacks = [{ ...planned(1, noon + hour), owner }];

    const [during, after] = [noon, noon + 1].map((now) => sortCallbacks(callbacks, me, now));

    expect([during?.mine.length, during?.upcoming.length, after?.mine.length]).to.deep.equal([1, 1, 0]);
  });

  it('count what wants somebody now; what is to be reviewed wants supervisors', () => {
    const lists = sortCallbacks(
      [
        heldCallback(1, 'wrapping'),
        deskCallback(2),
        heldCallback(3, 'dialing', { agent: { agentId: colleague } }),
        deskCallback(4, { status: 'needs-review' }),
        planned(5, noon + hour),
      ],
      me,
      noon,
    );

    expect([countWanting(lists, false), countWanting(lists, true)]).to.deep.equal([2, 3]);
  });

  it('know what rings here, the one that rings longest first', () => {
    const later = { offerId: 'later' as never, expiresAt: noon + 30_000 };
    const desk = {
      ...emptyDesk,
      callbacks: [ringingCallback(1, { offer: later }), ringingCallback(2), deskCallback(3)],
    };

    expect(numbers(findRingingCallbacks(desk))).to.deep.equal([2, 1]);
    expect(findRingingCallbacks(undefined)).to.deep.equal([]);
  });

  it('[CB10] say what can still be moved', () => {
    const movable = ['scheduled', 'due', 'offered', 'previewing', 'retry-wait'] as const;
    const not = ['dialing', 'holding', 'connected', 'wrapping', 'needs-review', 'completed'] as const;

    expect(movable.map((status) => isBeforeCall(deskCallback(1, { status })))).not.to.include(false);
    expect(not.map((status) => isBeforeCall(deskCallback(1, { status })))).not.to.include(true);
  });

  it('tell the load of one queue: due, and planned within the hour', () => {
    const elsewhere = { queueId: 'orders' as never };
    const callbacks = [
      deskCallback(1),
      planned(2, noon + hour),
      planned(3, noon + hour + 1),
      deskCallback(4, elsewhere),
    ];

    expect(loadOf(callbacks, { siteId: 'shop', queueId: 'general' }, noon)).to.deep.equal({
      due: 1,
      soon: 1,
    });
  });
});
