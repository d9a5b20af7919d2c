import { expect } from '@open-wc/testing';

import { consoleEn } from '../console-terms.ts';
import { callbacksKo } from '../locales/callbacks-ko.ts';
import { deskCallback, slotAt } from '../testing/fake-callbacks.ts';
import { noon } from '../testing/fake-client.ts';
import { callbacksEn } from './callback-terms.ts';
import { createTimeTexts, customerWhenText, whenText } from './callback-times.ts';

const times = createTimeTexts('en', consoleEn, callbacksEn);
/** A zone in which it is another time than here, wherever the tests run. */
const elsewhere =
  times.formatsIn('Asia/Kathmandu')?.time(noon) === times.formats.time(noon)
    ? 'Asia/Seoul'
    : 'Asia/Kathmandu';
const hour = 3_600_000;

describe('the times of a callback', () => {
  it('[C4] are told in the agent’s zone, and in the customer’s where it differs', () => {
    const callback = deskCallback(1, { status: 'scheduled', when: slotAt(noon + hour), zone: elsewhere });
    const theirs = times.formatsIn(elsewhere)?.moment(noon + hour, noon) ?? '';

    expect(whenText(callback, noon, times)).to.equal(
      `${times.formats.moment(noon + hour, noon)}–${times.formats.time(noon + hour + 900_000)}`,
    );
    expect(customerWhenText(callback, noon, times)).to.equal(
      `${theirs} for the customer (${times.zoneName(elsewhere, noon)})`,
    );
  });

  it('are told once where both clocks show the same, and where the browser does not know the zone', () => {
    const callback = deskCallback(1, { status: 'scheduled', when: slotAt(noon + hour) });

    expect(customerWhenText(callback, noon, times)).to.equal(undefined);
    expect(customerWhenText({ ...callback, zone: 'Moon/Base' }, noon, times)).to.equal(undefined);
  });

  it('say how long a callback is due, and when it rings again', () => {
    const again = deskCallback(1, { status: 'retry-wait', dueAt: noon + hour });

    expect(whenText(deskCallback(3), noon, times)).to.equal('Due for 3 min');
    expect(whenText(again, noon, times)).to.equal(`Rings again at ${times.formats.time(noon + hour)}`);
    expect(whenText(deskCallback(1, { status: 'waiting' }), noon, times)).to.equal('As soon as possible');
  });

  it('[Q5] say what was promised, a range of a minute as one time', () => {
    const waiting = (toAt: number): string =>
      whenText(
        deskCallback(1, { status: 'waiting', when: { kind: 'asap', promise: { fromAt: noon, toAt } } }),
        noon,
        times,
      );
    const [from, to] = [times.formats.time(noon), times.formats.time(noon + hour)];

    expect(waiting(noon + hour)).to.equal(`As soon as possible, promised for ${from}–${to}`);
    expect(waiting(noon)).to.equal(`As soon as possible, promised for about ${from}`);
  });
});

describe('callback terms', () => {
  it('are Korean where they are Korean: nothing was left in English', () => {
    const flat = (value: unknown): readonly string[] =>
      typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(flat)
        : typeof value === 'string'
          ? [value]
          : [];
    const english = flat(callbacksEn);

    expect(flat(callbacksKo).filter((text) => english.includes(text))).to.deep.equal([]);
    expect(flat(callbacksKo).length).to.equal(english.length);
  });
});
