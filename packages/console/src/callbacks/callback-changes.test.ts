import { BesideError } from '@beside/protocol';
import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';

import { deskCallback, details, heldCallback, me, slotAt } from '../testing/fake-callbacks.ts';
import { noon } from '../testing/fake-client.ts';
import { attemptId, commands, detail, ids, openDesk, select, supervisor } from '../testing/open-callbacks.ts';
import { button, find, findAll, visibleText, type OpenConsole } from '../testing/open-console.ts';

describe('the callback desk, changed', () => {
  before(async () => {
    await setViewport({ width: 1280, height: 900 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });

  describe('changing a callback', () => {
    const planned = deskCallback(1, {
      status: 'scheduled',
      when: slotAt(noon + 3_600_000),
      dueAt: noon + 3_600_000,
    });

    it('makes it mine, and gives that up', async () => {
      const open = await openDesk([planned]);
      await pick(open);
      button(open.element, 'Make it mine').click();
      await open.settle();
      open.client().setDesk({ callbacks: [{ ...planned, owner: { agentId: me, untilAt: noon + 60_000 } }] });
      await open.settle();
      button(open.element, 'Give up ownership').click();
      await open.settle();

      expect(commands(open)).to.deep.equal([
        { type: 'callback.own', ...ids(1) },
        { type: 'callback.unown', ...ids(1) },
      ]);
    });

    it('[C3] moves it on the grid; a time that is full offers the nearest ones', async () => {
      const open = await openDesk([planned], { agent: supervisor });
      await pick(open);
      open
        .client()
        .refuseNext(new BesideError('slot_taken', { details: { alternative1At: noon + 7_200_000 } }));
      findAll(open.element, 'button')
        .find((one) => one.textContent.trim() === 'Reschedule')
        ?.click();
      await open.settle();
      await expect(open.element).to.be.accessible();
      find(open.element, 'dialog[open] [type=submit]').click();
      await open.settle();

      expect(visibleText(find(open.element, 'dialog[open]'))).to.contain('The nearest ones:');
      find(open.element, '.nearest button').click();
      await open.settle();
      open.client().setDesk({ callbacks: [{ ...planned, revision: 2 }] });
      await open.settle();

      const asked = { type: 'callback.reschedule', ...ids(1), revision: 1, zone: planned.zone };
      expect(commands(open)).to.deep.equal(
        [noon + 900_000, noon + 7_200_000].map((startAt) => ({
          ...asked,
          when: { kind: 'scheduled', startAt },
          availabilityRevision: 'desk',
        })),
      );
      expect(findAll(open.element, 'beside-callback-dialog dialog[open]')).to.deep.equal([]);
    });

    it('moves it to another queue, and calls it off with a reason', async () => {
      const open = await openDesk([planned], { agent: supervisor });
      await pick(open);
      for (const name of ['Move to another queue', 'Call off']) {
        findAll(open.element, '.actions button')
          .find((one) => one.textContent.trim() === name)
          ?.click();
        await open.settle();
        find(open.element, 'dialog[open] [type=submit]').click();
        await open.settle();
        (find(open.element, 'dialog[open]') as HTMLDialogElement).close();
      }

      expect(commands(open)).to.deep.equal([
        { type: 'callback.transfer', ...ids(1), queueId: 'orders' },
        { type: 'callback.cancel', ...ids(1), reason: 'asked' },
      ]);
    });

    it('[CB11] offers moving and calling off to whoever owns or has it, other queues to supervisors', async () => {
      const open = await openDesk([planned]);
      const offered = (): string[] =>
        findAll(open.element, '.actions button').map((one) => one.textContent.trim());
      await pick(open);
      const asAnybody = offered();

      open.client().setDesk({ callbacks: [{ ...planned, owner: { agentId: me, untilAt: noon + 60_000 } }] });
      await open.settle();

      expect([asAnybody, offered()]).to.deep.equal([
        ['Make it mine'],
        ['Give up ownership', 'Reschedule', 'Call off'],
      ]);
    });

    it('[CB10] is not offered while it is being called', async () => {
      const open = await openDesk([heldCallback(1, 'connected')]);

      expect(findAll(open.element, '.actions')).to.deep.equal([]);
    });

    it('stays readable when it leaves the desk', async () => {
      const open = await openDesk([planned]);
      await pick(open);

      open.client().setDesk({ callbacks: [] });
      await open.settle();

      expect(detail(open)).to.contain('This callback is no longer on your desk.');
      await expect(open.element).to.be.accessible();
    });

    async function pick(open: OpenConsole): Promise<void> {
      findAll(open.element, '.tab')
        .find((tab) => tab.textContent.trim().startsWith('Upcoming'))
        ?.click();
      await open.settle();
      await select(open, 1);
    }
  });

  describe('supervisors', () => {
    const inDoubt = deskCallback(1, {
      ...{ status: 'needs-review', reviewReason: 'fence-lost', attemptId, details },
      attempts: [{ number: 1, startedAt: noon - 60_000 }],
    });

    it('[C5] decide about calls of which nobody knows the end', async () => {
      const open = await openDesk([inDoubt], { agent: supervisor });
      findAll(open.element, '.tab')
        .find((tab) => tab.textContent.trim().startsWith('Needs review'))
        ?.click();
      await open.settle();
      await select(open, 1);
      expect(detail(open))
        .to.contain('The server was interrupted just when it dialed.')
        .and.to.contain('nobody knows');
      await expect(open.element).to.be.accessible();

      button(open.element, 'The customer was reached').click();
      await open.settle();
      button(open.element, 'No answer').click();
      await open.settle();

      expect(commands(open)).to.deep.equal(
        ['talked', 'no-answer'].map((outcome) => ({
          type: 'callback.resolve',
          ...ids(1),
          attemptId,
          outcome,
        })),
      );
    });

    it('[C5] nobody else decides', async () => {
      const open = await openDesk([inDoubt]);
      findAll(open.element, '.tab')
        .find((tab) => tab.textContent.trim().startsWith('Needs review'))
        ?.click();
      await open.settle();
      await select(open, 1);

      expect(detail(open)).to.contain('A supervisor decides');
      expect(detail(open)).not.to.contain('The customer was reached');
    });

    it('change planned agents and pause, with the present load beside it', async () => {
      const queue = { siteId: 'shop' as never, queueId: 'general' as never };
      const staffing = [{ ...queue, plannedAgents: 2, isPaused: false }];
      const open = await openDesk([deskCallback(1)], { agent: supervisor, staffing });
      findAll(open.element, '.tab')
        .find((tab) => tab.textContent.trim() === 'Team')
        ?.click();
      await open.settle();
      expect(visibleText(find(open.element, 'beside-callback-team'))).to.contain('1 due, 0 within the hour');
      await expect(open.element).to.be.accessible();

      button(open.element, 'One more: General').click();
      await open.settle();
      findAll(open.element, 'button')
        .find((one) => one.textContent.includes('Pause callbacks'))
        ?.click();
      await open.settle();

      expect(commands(open)).to.deep.equal([
        { type: 'callback.staff', ...queue, plannedAgents: 3 },
        { type: 'callback.staff', ...queue, isPaused: true },
      ]);
    });
  });

  describe('on a phone', () => {
    before(() => setViewport({ width: 390, height: 844 }));
    after(() => setViewport({ width: 1280, height: 900 }));

    it('shows the list, then one callback with the way back, and nothing wider than the screen', async () => {
      const open = await openDesk([heldCallback(1, 'previewing')]);
      await open.settle();
      const wide = [...findAll(open.element, '*')].filter(
        (one) => one.checkVisibility() && one.getBoundingClientRect().right > 391 && !one.closest('.unseen'),
      );
      expect(wide.map((one) => `${one.localName}.${one.className}`)).to.deep.equal([]);
      await expect(open.element).to.be.accessible();

      button(open.element, 'Back to the list').click();
      await open.settle();

      expect(findAll(open.element, 'button.line').length).to.equal(1);
      expect(find(open.element, 'button.line').checkVisibility()).to.equal(true);
    });
  });

  it('is Korean at once when asked, in the dark, too', async () => {
    const open = await openDesk([heldCallback(1, 'previewing')], {}, { scheme: 'dark' });

    button(open.element, 'Settings').click();
    findAll(open.element, 'input[name=language]')[1]?.click();
    await open.settle();
    await import('../locales/callbacks-ko.ts');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await open.settle();

    expect(detail(open)).to.contain('고객에게 보이는 숫자').and.to.contain('전화 걸기');
    await expect(open.element).to.be.accessible();
  });
});
