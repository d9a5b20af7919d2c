import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { fakeOffer, halfPastTwo, quarterMs } from '../../client/fake-callback.test-support.ts';
import { koCallback } from '../../shared/locales/ko-callback.ts';
import './slot-picker.ts';
import type { BesideSlotPicker } from './slot-picker.ts';

interface Shown {
  readonly picker: BesideSlotPicker;
  readonly picked: readonly number[];
  readonly all: (selector: string) => readonly HTMLElement[];
  readonly texts: (selector: string) => readonly string[];
}

async function show(change: Partial<BesideSlotPicker> = {}): Promise<Shown> {
  const picker = await fixture<BesideSlotPicker>(html`<beside-slot-picker></beside-slot-picker>`);
  const { slots, zone } = fakeOffer.availability;
  Object.assign(picker, {
    slots,
    centreZone: zone,
    ownZone: 'Asia/Seoul',
    now: halfPastTwo - 3_600_000,
    ...change,
  });
  await picker.updateComplete;
  const picked: number[] = [];
  picker.addEventListener('beside-slot-pick', ({ detail }) => picked.push(detail));
  const all = (selector: string): HTMLElement[] => [
    ...(picker.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
  ];
  return {
    ...{ picker, picked, all },
    texts: (selector) => all(selector).map((one) => one.textContent.replace(/\s+/gu, ' ').trim()),
  };
}

describe('beside-slot-picker', () => {
  it('[C3] shows the times by day, each with its load in words', async () => {
    const { picker, texts } = await show();

    expect(texts('.day')).to.deep.equal(['Today', 'Thursday, March 5']);
    expect(texts('.slots:not([hidden]) .slot')).to.deep.equal([
      '2:30 PM quiet',
      '2:45 PM normal',
      '3:00 PM busy',
    ]);
    await expect(picker).to.be.accessible();
  });

  it('[C3] shows both clocks where they differ, and groups by the customer’s own day', async () => {
    const { picker, texts } = await show({ ownZone: 'America/New_York' });

    expect(texts('.slot')[0]).to.equal('12:30 AM 2:30 PM there quiet');
    expect(texts('.note')[0]).to.contain('New York').and.to.contain('Seoul');
    await expect(picker).to.be.accessible();
  });

  it('is one group of radios per day: arrows choose, headings open a day', async () => {
    const { picker, picked, all } = await show();

    all('.slots:not([hidden]) input')[0]?.focus();
    await sendKeys({ press: 'ArrowDown' });
    all('.day-button')[1]?.click();
    await picker.updateComplete;

    expect(picked).to.deep.equal([halfPastTwo + quarterMs]);
    expect(all('.day-button').map((one) => one.getAttribute('aria-expanded'))).to.deep.equal([
      'false',
      'true',
    ]);
    expect(all('[role=radiogroup]').map((one) => one.hidden)).to.deep.equal([true, false]);
    await expect(picker).to.be.accessible();
  });

  it('[C3] says how long the picked one is kept and what then, and lets it be kept longer', async () => {
    const hold = { startAt: halfPastTwo, status: 'held', secondsLeft: 245 } as const;
    const { picker, picked, texts, all } = await show({ chosen: halfPastTwo, hold });
    const long = texts('.hold')[0];
    const buttonsBefore = all('.hold button').length;
    picker.hold = { ...hold, secondsLeft: 59 };
    await picker.updateComplete;
    all('.hold button')[0]?.click();
    const heard = texts('[role=status]')[0];
    picker.hold = { ...hold, status: 'over', secondsLeft: 0 };
    await picker.updateComplete;

    expect(long).to.contain('for 4:05').and.to.contain('Afterwards somebody else may take it');
    expect([buttonsBefore, picked]).to.deep.equal([0, [halfPastTwo]]);
    expect(heard).to.contain('less than a minute');
    expect(texts('.hold')[0]).to.contain('We no longer keep').and.to.contain('Keep it longer');
    await expect(picker).to.be.accessible();
  });

  it('[C3] offers the free times close to one that was taken', async () => {
    const { picker, picked, all, texts } = await show({
      alternatives: [halfPastTwo + quarterMs, halfPastTwo + 2 * quarterMs],
      error: 'Somebody else has just taken this time.',
    });

    picker.focus();
    await sendKeys({ press: 'Enter' });

    expect(texts('.alternatives button')).to.deep.equal(['2:45 PM', '3:00 PM']);
    expect(picked).to.deep.equal([halfPastTwo + quarterMs]);
    expect(all('[role=radiogroup]')[0]?.getAttribute('aria-invalid')).to.equal('true');
    await expect(picker).to.be.accessible();
  });

  it('speaks Korean', async () => {
    const { picker, texts } = await show();
    Object.assign(picker, { locale: 'ko-KR', texts: koCallback });
    await picker.updateComplete;

    expect(texts('.slot')[0]).to.equal('오후 2:30 여유');
    expect(texts('.day-button')[0]).to.equal('오늘 3개 가능');
  });
});
