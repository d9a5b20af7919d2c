import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { type CallbackView } from '@beside/protocol';

import { callbackId, fakeOffer, fakeView, halfPastTwo } from '../../client/fake-callback.test-support.ts';

import './callback.ts';

import { asked, fill, later, pending, show, submit } from './testing/show-callback.ts';
describe('beside-callback, afterwards', () => {
  it('[C9] shows what was promised, who calls, and the two digits', async () => {
    const shown = await show(({ callback }) =>
      callback.setState({ view: { ...fakeView, manageUrl: 'https://shop.example/callback/x' } }),
    );

    for (const words of ['5678', '02-6000-1234', '47', 'Open the link'])
      expect(shown.text()).to.contain(words);
    await expect(shown.panel).to.be.accessible();
  });

  it('[C3] tells the time where we are while it is to come, and not of a callback that is over', async () => {
    const shown = await show(({ callback }) => callback.setState({ view: fakeView }));
    const planned = shown.text();

    await shown.setState({ view: { ...fakeView, status: 'cancelled', endedAt: halfPastTwo } });

    expect(planned).to.contain('where we are (Seoul)');
    expect(shown.text()).to.contain('called off').and.not.to.contain('where we are');
  });

  it('[Q2] says that a request is kept while there is no connection, and since when', async () => {
    const shown = await show(({ callback }) =>
      callback.setState({ pending: { ...pending, isSending: false } }),
    );

    expect(shown.text())
      .to.contain('Your request is kept')
      .and.to.contain('your place in line counts from then');
    await expect(shown.panel).to.be.accessible();
  });

  it('moves the focus to what became of the request', async () => {
    const shown = await show();
    shown.find('.choice input')?.click();
    fill(shown);
    shown.find('.end .primary')?.focus();
    submit(shown);
    await waitUntil(() => asked(shown));

    await shown.setState({ pending });
    await shown.setState({ pending: undefined, view: fakeView });

    await waitUntil(() => shown.find('h3')?.matches(':focus'));
  });

  it('[C7] moves it, with the number as it was unless another one is given', async () => {
    const shown = await show(({ callback }) => callback.setState({ view: fakeView }));

    shown.find('.actions .button')?.click();
    await waitUntil(() => shown.find('.end .primary'));
    await expect(shown.panel).to.be.accessible();
    shown.find('.choice input')?.click();
    submit(shown);
    await waitUntil(() => shown.client.callback.calls.some(([name]) => name === 'reschedule'));

    expect(shown.client.callback.calls.find(([name]) => name === 'reschedule')?.[1]).to.deep.equal({
      when: { kind: 'asap' },
      availabilityRevision: 'now.1',
    });
    await waitUntil(() => shown.find('.actions'));
  });

  it('[C7] calls it off after a question', async () => {
    const shown = await show(({ callback }) => callback.setState({ view: fakeView }));
    const cancelled = (): boolean => shown.client.callback.calls.some(([name]) => name === 'cancel');

    shown.find('.actions .quiet')?.click();
    await waitUntil(() => shown.find('dialog[open] .danger'));
    const before = cancelled();
    shown.find('dialog[open] .danger')?.click();
    await waitUntil(cancelled);

    expect(before).to.equal(false);
  });

  it('rings again with one tap where we called and did not reach anybody', async () => {
    const attempts = [{ number: 1, startedAt: halfPastTwo, outcome: 'no-answer' }] as const;
    const view: CallbackView = {
      ...fakeView,
      status: 'retry-wait',
      retryAt: halfPastTwo + 1,
      attempts: [...attempts],
    };
    const shown = await show(({ callback }) => callback.setState({ view, canRetry: true }));
    await expect(shown.panel).to.be.accessible();

    shown.find('.actions .primary')?.click();
    await waitUntil(() => shown.client.callback.calls.some(([name]) => name === 'retry'));

    expect(shown.text()).to.contain('did not reach you').and.to.contain('nobody answered');
  });

  it('asks for another call when one is over', async () => {
    const shown = await show(({ callback }) =>
      callback.setState({ view: { ...fakeView, status: 'completed', endedAt: 1 } }),
    );
    await expect(shown.panel).to.be.accessible();

    shown.find('.actions .primary')?.click();

    await waitUntil(() => shown.find('#number'));
  });

  it('takes the code that was sent to the number', async () => {
    const shown = await show(({ callback }) =>
      callback.setState({ view: { ...fakeView, status: 'verifying' } }),
    );
    const input = shown.find<HTMLInputElement>('#code');
    await expect(shown.panel).to.be.accessible();

    shown.find('form .primary')?.click();
    await waitUntil(() => shown.text().includes('Please enter the six digits'));
    if (input) input.value = '123 456';
    shown.find('form .primary')?.click();
    await waitUntil(() => shown.client.callback.calls.some(([name]) => name === 'verify'));
    await shown.setState({
      problem: {
        ...{ key: 'key-4', kind: 'verify', callbackId, intentAt: 1 },
        ...{ code: 'code_wrong', details: { triesLeft: 4 } },
      },
    });

    expect(shown.client.callback.calls.at(-1)).to.deep.equal(['verify', '123456']);
    expect(shown.text()).to.contain('Tries left: 4');
  });

  it('speaks Korean, and is readable in every scheme', async () => {
    const shown = await show(({ callback }) => callback.setState({ view: fakeView }), 'ko-KR');
    await waitUntil(() => shown.text().includes('상담사가 말할 번호'));
    for (const scheme of ['light', 'dark']) {
      shown.panel.setAttribute('scheme', scheme);
      await shown.rest();
      await expect(shown.panel).to.be.accessible();
    }
  });

  it('fits 320 px and twice the text size, from right to left too', async () => {
    const shown = await show(
      ({ callback }) => callback.setOffer({ callerNumber: fakeOffer.callerNumber ?? '' }),
      'ar',
    );
    shown.panel.style.cssText = 'block-size: 600px; inline-size: 320px; --beside-font-size: 30px';
    later(shown);
    await waitUntil(() => shown.find('.slot input'));
    await aTimeout(0);

    const scroll = shown.find('.scroll');
    expect(scroll && scroll.scrollWidth <= scroll.clientWidth).to.equal(true);
    expect(getComputedStyle(shown.panel).direction).to.equal('rtl');
  });

  it('reports that it was opened, and holds on to nothing when it is gone', async () => {
    const { panel, client } = await show();
    panel.remove();

    expect(client.calls).to.deep.include(['report', 'callback.opened']);
    expect(client.listenerCount).to.equal(0);
  });
});
