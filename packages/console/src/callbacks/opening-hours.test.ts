import type { Desk, DeskHours } from '@beside/protocol';
import { expect, waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';

import { deskCallback } from '../testing/fake-callbacks.ts';
import { noon } from '../testing/fake-client.ts';
import { commands, openDesk, supervisor } from '../testing/open-callbacks.ts';
import { button, find, findAll, visibleText, type OpenConsole } from '../testing/open-console.ts';
import { callbacksEn } from './callback-terms.ts';

const queue = { siteId: 'shop' as never, queueId: 'general' as never };
const today = new Date(noon).toISOString().slice(0, 10);
const open = [{ from: '09:00', to: '18:00' }];
const hours: DeskHours = {
  ...{ siteId: 'shop' as never, zone: 'Asia/Seoul', today, isOpen: true },
  days: [0, 1, 2].map((index) => ({
    ...{ date: new Date(noon + index * 86_400_000).toISOString().slice(0, 10), open, outside: 0 },
  })),
};
const [first, second] = hours.days.map(({ date }) => date);

async function openTeam(change: Partial<Desk> = {}): Promise<OpenConsole> {
  const shown = await openDesk([deskCallback(1)], {
    ...{ agent: supervisor, staffing: [{ ...queue, plannedAgents: 2, isPaused: false }], hours: [hours] },
    ...change,
  });
  findAll(shown.element, '.tab')
    .find((tab) => tab.textContent.trim() === callbacksEn.team)
    ?.click();
  await shown.settle();
  return shown;
}

const editor = (shown: OpenConsole): HTMLElement | undefined =>
  findAll(shown.element, 'beside-hours-editor')[0];
const press = async (shown: OpenConsole, name: string): Promise<void> => {
  button(shown.element, name).click();
  await shown.settle();
};
const type = (shown: OpenConsole, selector: string, value: string): void => {
  const input = find(shown.element, selector) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('change'));
  input.dispatchEvent(new Event('input'));
};

describe('opening hours, for supervisors', () => {
  before(() => setViewport({ width: 1280, height: 900 }));

  it('[Q7] closes today early, with the reason, and is done when the server did it', async () => {
    const shown = await openTeam();
    await press(shown, callbacksEn.closeEarly);
    await waitUntil(() => editor(shown));
    await shown.settle();
    // The centre's clock shows noon.
    expect((find(shown.element, 'input[type=time][aria-label^=To]') as HTMLInputElement).value).to.equal(
      '12:00',
    );
    await expect(shown.element).to.be.accessible();

    type(shown, 'input[type=time][aria-label^=To]', '15:00');
    type(shown, '.field input[type=text]', ' Snow ');
    await shown.settle();
    await press(shown, callbacksEn.setHours);
    expect(commands(shown)).to.deep.equal([
      {
        ...{ type: 'hours.set', siteId: 'shop', note: 'Snow' },
        days: [{ date: first, open: [{ from: '09:00', to: '15:00' }] }],
      },
    ]);
    expect(editor(shown)).to.be.ok; // what is not done is not shown as done

    const set = { agentId: supervisor.agentId, name: 'Sora', at: noon, note: 'Snow' };
    const changed = { date: first ?? '', open: [{ from: '09:00', to: '15:00' }], outside: 2, set };
    shown.client().setDesk({ hours: [{ ...hours, days: [changed, ...hours.days.slice(1)] }] });
    await waitUntil(() => !editor(shown));
    const text = visibleText(find(shown.element, 'beside-opening-hours'));
    expect(text).to.contain('09:00–15:00').and.to.contain('Set by Sora').and.to.contain('Snow');
    expect(text).to.contain('2 callbacks were promised for times that are closed now.');
    await expect(shown.element).to.be.accessible();
  });

  it('[Q7] closes a day of the calendar, and takes it back', async () => {
    const set = { agentId: supervisor.agentId, at: noon };
    const days = hours.days.map((day) => (day.date === second ? { ...day, open: [], set } : day));
    const shown = await openTeam({ hours: [{ ...hours, days }] });
    await press(shown, callbacksEn.anotherDay);
    await waitUntil(() => editor(shown));
    await press(shown, callbacksEn.setHours);
    expect(visibleText(editor(shown)!)).to.contain(callbacksEn.dayMissing);

    type(shown, 'input[type=date]', '2027-01-01');
    findAll(shown.element, '.wishes > .choice input').at(-1)?.click();
    await shown.settle();
    await press(shown, callbacksEn.setHours);
    await press(shown, callbacksEn.keep);
    findAll(shown.element, '.day button')[1]?.click();
    await waitUntil(() => editor(shown));
    await shown.settle();
    findAll(shown.element, '.wishes > .choice input').at(-1)?.click();
    await shown.settle();
    await press(shown, callbacksEn.setHours);

    expect(commands(shown)).to.deep.equal([
      { type: 'hours.set', siteId: 'shop', days: [{ date: '2027-01-01', open: [] }] },
      { type: 'hours.set', siteId: 'shop', days: [{ date: second }] },
    ]);
  });

  it('sends no times that cannot be', async () => {
    const shown = await openTeam();
    findAll(shown.element, '.day button')[0]?.click();
    await waitUntil(() => editor(shown));
    await press(shown, callbacksEn.addTime);

    await press(shown, callbacksEn.setHours);

    expect(visibleText(editor(shown)!)).to.contain(callbacksEn.timeProblem.missing);
    expect(commands(shown)).to.deep.equal([]);
  });

  it('[Q5] says how the waiting ranges held', async () => {
    const waits = {
      ...queue,
      sinceAt: noon,
      promised: 50,
      held: 42,
      earlier: 5,
      later: 3,
      withoutPromise: 1,
    };
    const shown = await openTeam({ waits: [waits] });

    const text = visibleText(find(shown.element, 'beside-callback-team'));

    expect(text).to.contain('Waiting time held in 84 % of the last 24 hours (42 of 50)');
    expect(text).to.contain('Sooner than told: 5 · later than told: 3. 1 was told no waiting time.');
    await expect(shown.element).to.be.accessible();
  });

  it('[Q5] says so where there is nothing to say', async () => {
    const waits = { ...queue, sinceAt: noon, promised: 0, held: 0, earlier: 0, later: 0, withoutPromise: 0 };
    const shown = await openTeam({ waits: [waits] });

    expect(visibleText(find(shown.element, '.waits'))).to.equal(callbacksEn.waitsNone);
  });

  it('fits a narrow phone', async () => {
    await setViewport({ width: 320, height: 640 });
    const shown = await openTeam();
    await press(shown, callbacksEn.closeEarly);
    await waitUntil(() => editor(shown));
    await shown.settle();

    const wide = findAll(find(shown.element, 'beside-opening-hours'), '*').filter(
      (one) => one.checkVisibility() && one.getBoundingClientRect().right > 321,
    );

    expect(wide.map((one) => `${one.localName}.${one.className}`)).to.deep.equal([]);
    await setViewport({ width: 1280, height: 900 });
  });
});
