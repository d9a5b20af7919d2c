import { BesideError } from '@beside/protocol';
import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';

import {
  callbackEntry,
  callbackIdOf,
  callbackItem,
  colleague,
  deskCallback,
  details,
  heldCallback,
  ringingCallback,
} from '../testing/fake-callbacks.ts';
import { createFakeAgentClient, emptyDesk, idOf, noon, textItem } from '../testing/fake-client.ts';
import { attemptId, commands, detail, ids, loaded, openDesk } from '../testing/open-callbacks.ts';
import { button, find, findAll, openConsole, visibleText } from '../testing/open-console.ts';

describe('the callback desk', () => {
  before(async () => {
    await setViewport({ width: 1280, height: 900 });
    await emulateMedia({ reducedMotion: 'reduce' });
  });

  it('is not there where the centre does not call back', async () => {
    const open = await openConsole();

    expect(visibleText(find(open.element, '.views'))).not.to.contain('Callbacks');
    await sendKeys({ press: 'Alt+k' });
    await open.settle();
    expect(findAll(open.element, 'beside-callback-desk')).to.deep.equal([]);
  });

  it('says how many wait, and what each list is for while it is empty', async () => {
    const open = await openDesk([]);
    expect(visibleText(open.element)).to.contain('You have no callbacks.');

    for (const [name, text] of [
      ['Due', 'No callback is due.'],
      ['Upcoming', 'No callback is planned.'],
    ] as const) {
      findAll(open.element, '.tab')
        .find((tab) => tab.textContent.trim().startsWith(name))
        ?.click();
      await open.settle();
      expect(visibleText(open.element)).to.contain(text);
    }
    await expect(open.element).to.be.accessible();

    open.client().setDesk({ callbacks: [deskCallback(1), deskCallback(2)] });
    await open.settle();
    expect(visibleText(find(open.element, '.views'))).to.contain('2 callbacks wait for you');
  });

  it('[C10] lists when, what about, queue, attempts and owner, by the keyboard, too', async () => {
    const owner = { agentId: colleague, untilAt: noon + 60_000 };
    const attempts = [{ number: 1, startedAt: noon - 60_000, outcome: 'busy' as const }];
    const open = await openDesk([deskCallback(3, { owner, attempts }), deskCallback(2)]);

    const [first] = findAll(open.element, 'button.line');
    expect(visibleText(first as HTMLElement)).to.equal(
      'Due for 3 min Customer …5678 Number ending in 5678 · 1 attempt · has an owner General',
    );
    first?.focus();
    await sendKeys({ press: 'Enter' });
    await open.settle();

    expect(detail(open)).to.contain('Attempt 1').and.to.contain('Busy');
    expect(detail(open)).to.contain('47').and.not.to.contain('010-1234-5678');
    await expect(open.element).to.be.accessible();
  });

  describe('ringing', () => {
    it('[C10] stands beside the chats with its time, is told with a sound, and is shown once it is taken', async () => {
      const open = await openConsole({}, [createFakeAgentClient({ ...emptyDesk, callbacks: [] })]);
      await loaded(open);
      open.client().setDesk({ callbacks: [ringingCallback(1)] });
      open.client().emit('callback-offered', {
        ...{ callbackId: callbackIdOf(1), offerId: 'callback-offer-1' as never, shouldAlert: true },
      });
      await open.settle();

      expect(visibleText(find(open.element, 'beside-offers')))
        .to.contain('Ada')
        .and.to.contain('Delivery is late');
      expect(open.alerts.map(({ kind, title }) => [kind, title])).to.deep.equal([['ring', 'New callback']]);
      expect(document.title).to.contain('(1)');
      await expect(open.element).to.be.accessible();
      button(open.element, 'Accept').click();
      await open.settle();
      open.client().setDesk({ callbacks: [heldCallback(1, 'previewing')] });
      await open.settle();

      expect(commands(open)).to.deep.equal([
        { type: 'callback.accept', ...ids(1), offerId: 'callback-offer-1' },
      ]);
      expect(detail(open)).to.contain('Dialed automatically in 0:45').and.to.contain('010-1234-5678');
    });

    it('is taken and declined by the keys of chat offers', async () => {
      const open = await openConsole({}, [
        createFakeAgentClient({ ...emptyDesk, callbacks: [ringingCallback(1)] }),
      ]);

      await sendKeys({ press: 'Alt+x' });
      await open.settle();

      expect(commands(open)).to.deep.equal([
        { type: 'callback.decline', ...ids(1), offerId: 'callback-offer-1' },
      ]);
    });

    it('says when it rings here no more', async () => {
      const open = await openConsole({}, [
        createFakeAgentClient({ ...emptyDesk, callbacks: [ringingCallback(1)] }),
      ]);

      open.client().setDesk({ callbacks: [deskCallback(1)] });
      await open.settle();

      expect(visibleText(open.element)).to.contain('The callback for Ada does not ring here any more.');
    });
  });

  describe('a call', () => {
    it('[C9] [C10] is prepared with everything that is known, then dialed by the server', async () => {
      const open = await openDesk([heldCallback(1, 'previewing')]);
      open
        .client()
        .chat(idOf(1))
        .set({
          status: 'idle',
          items: [textItem('m1', 'Where is my lamp?'), callbackItem(callbackEntry(1, 5, 'callback.due', {}))],
        });
      await open.settle();
      open.clock.advance(5_000);
      await open.settle();

      const text = detail(open);
      expect(text).to.contain('The customer sees 47').and.to.contain('Dialed automatically in 0:40');
      expect(text)
        .to.contain('My order Delivery is late')
        .and.to.contain('The lamp should have come on Monday.');
      expect(text).to.contain('Payment').and.to.contain('shop.example/cart').and.to.contain('€40.00');
      expect(text)
        .to.contain('call, marketing')
        .and.to.contain('Where is my lamp?')
        .and.to.contain('Callback is due');
      await expect(open.element).to.be.accessible();
      await sendKeys({ press: 'Alt+l' });
      await open.settle();

      expect(commands(open)).to.deep.equal([{ type: 'callback.dial', ...ids(1), revision: 1 }]);
      expect(open.asked).to.deep.equal([]);
    });

    it('[C12] opens the agent’s own telephone only after the server said yes', async () => {
      const byHand = { details: { ...details, dialHref: 'tel:+821012345678' } };
      const open = await openDesk([heldCallback(1, 'previewing', byHand)]);
      open.client().refuseNext(new BesideError('callback_stale'));

      button(open.element, 'Dial with your telephone').click();
      await open.settle();
      const asked = [...open.asked];
      expect(visibleText(open.element)).to.contain('The callback was changed in the meantime.');
      button(open.element, 'Dial with your telephone').click();
      await open.settle();

      expect([asked, open.asked]).to.deep.equal([[], ['dial tel:+821012345678']]);
    });

    it('[C12] is recorded by the agent where no exchange hears it, and says when it rings again', async () => {
      const byHand = {
        ...details,
        dialHref: 'tel:+821012345678',
        recordable: ['connected', 'no-answer'] as const,
      };
      const attempts = [{ number: 1, startedAt: noon - 5_000 }];
      const open = await openDesk([
        heldCallback(1, 'dialing', {
          attemptId,
          attempts,
          details: { ...byHand, recordable: [...byHand.recordable] },
        }),
      ]);
      expect(detail(open)).to.contain('Ringing 0:05').and.to.contain('They answered');
      await expect(open.element).to.be.accessible();

      button(open.element, 'No answer').click();
      await open.settle();
      const next = { status: 'retry-wait', dueAt: noon + 600_000 } as const;
      open.client().setDesk({ callbacks: [deskCallback(1, { ...next, details })] });
      await open.settle();

      expect(commands(open)).to.deep.equal([
        { type: 'callback.record', ...ids(1), attemptId, result: 'no-answer' },
      ]);
      expect(visibleText(open.element)).to.contain('Ada was not reached. It rings again at');
      expect(detail(open)).to.contain('Rings again at');
    });

    it('is finished with a result and a note, which a refusal does not take away', async () => {
      const open = await openDesk([heldCallback(1, 'connected', { attemptId })]);
      button(open.element, 'Finish').click();
      await open.settle();
      expect(detail(open)).to.contain('Please choose the result.');
      await expect(open.element).to.be.accessible();

      find(open.element, 'input[value=solved]').click();
      find(open.element, 'textarea').focus();
      await sendKeys({ type: 'Sent a new lamp' });
      const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));
      const whileWriting = leave();
      open.client().refuseNext(new BesideError('unavailable'));
      button(open.element, 'Finish').click();
      await open.settle();
      expect(visibleText(open.element)).to.contain('Nothing was changed; please try again.');
      button(open.element, 'Finish').click();
      await open.settle();

      const complete = {
        type: 'callback.complete',
        ...ids(1),
        disposition: 'solved',
        note: 'Sent a new lamp',
      };
      expect(commands(open)).to.deep.equal([complete, complete]);
      expect(visibleText(open.element)).to.contain('The callback for Ada is done.');
      expect([whileWriting, leave()]).to.deep.equal([false, true]);
    });

    it('[C2] is corrected to a voicemail after hanging up, by the attempt that the timeline names', async () => {
      const open = await openDesk([
        heldCallback(1, 'wrapping', { details: { ...details, recordable: ['voicemail'] } }),
      ]);
      const dialing = callbackEntry(1, 1, 'callback.dialing', { attemptId, number: 1 });
      open
        .client()
        .chat(idOf(1))
        .set({ items: [callbackItem(dialing)] });
      await open.settle();

      button(open.element, 'It was a voicemail').click();
      await open.settle();

      expect(commands(open)).to.deep.equal([
        { type: 'callback.record', ...ids(1), attemptId, result: 'voicemail' },
      ]);
    });

    it('[C12] is over, or reached nobody after all, when the agent says so', async () => {
      const recordable = ['busy', 'voicemail', 'talked'] as const;
      const open = await openDesk([
        heldCallback(1, 'connected', { attemptId, details: { ...details, recordable: [...recordable] } }),
      ]);
      for (const name of ['It was a voicemail', 'The call is over', 'Busy']) {
        find(open.element, 'details').setAttribute('open', '');
        button(open.element, name).click();
        await open.settle();
      }

      expect(commands(open).map((command) => (command as { readonly result?: string }).result)).to.deep.equal(
        ['voicemail', 'talked', 'busy'],
      );
      await expect(open.element).to.be.accessible();
    });

    it('can be given back before it is dialed', async () => {
      const open = await openDesk([heldCallback(1, 'previewing')]);

      button(open.element, 'Give back').click();
      await open.settle();

      expect(commands(open)).to.deep.equal([{ type: 'callback.release', ...ids(1) }]);
    });
  });

  it('stands in words among the messages of a chat, too', async () => {
    const conversation = {
      ...{
        conversationId: idOf(1),
        siteId: 'shop' as never,
        queueId: 'general' as never,
        status: 'assigned' as const,
      },
      ...{ locale: 'en', queuedAt: noon, lastSeq: 1, context: {} },
    };
    const open = await openConsole({}, [
      createFakeAgentClient({ ...emptyDesk, conversations: [conversation], callbacks: [] }),
    ]);
    await loaded(open);
    const superseded = callbackEntry(1, 1, 'callback.superseded', { by: { channel: 'chat' } });
    open
      .client()
      .chat(idOf(1))
      .set({ items: [callbackItem(superseded)] });
    await open.settle();

    expect(visibleText(find(open.element, 'beside-conversation'))).to.contain(
      'they reached each other by chat',
    );
  });
});
