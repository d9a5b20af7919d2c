import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { BesideError } from '@beside/protocol';

import { sendKeys } from '@web/test-runner-commands';

import { callbackId, halfPastTwo, holdId, quarterMs } from '../../client/fake-callback.test-support.ts';

import './callback.ts';

import { asked, fill, later, pending, show, submit } from './testing/show-callback.ts';
describe('beside-callback, asking', () => {
  it('[C1] asks for a call as soon as possible, by the offer that was shown', async () => {
    const shown = await show();
    await expect(shown.panel).to.be.accessible();
    expect(shown.text()).to.contain('In about 5 to 10 minutes').and.to.contain('02-6000-1234');

    shown.find('.choice input')?.click();
    fill(shown);
    const note = shown.find<HTMLTextAreaElement>('#note');
    if (note) note.value = ' The parcel did not come. ';
    submit(shown);
    await waitUntil(() => asked(shown));

    const wish = asked(shown);
    expect({ ...wish, consents: [] }).to.deep.equal({
      ...{ when: { kind: 'asap' }, availabilityRevision: 'now.1', number: '01012345678', country: 'KR' },
      matter: { path: [], note: 'The parcel did not come.' },
      consents: [],
    });
  });

  it('[C11] asks required and optional consents apart, ticks none, and hands on text and decision', async () => {
    const shown = await show();
    const boxes = ['calls', 'news'].map((id) => shown.find<HTMLInputElement>(`[data-consent=${id}]`));
    const groups = boxes.map((box) => box?.closest('fieldset')?.querySelector('legend')?.innerText.trim());
    const ticked = boxes.map((box) => box?.checked);

    shown.find('.choice input')?.click();
    fill(shown);
    submit(shown);
    await waitUntil(() => asked(shown));

    expect(ticked).to.deep.equal([false, false]);
    expect(groups).to.deep.equal(['We need your agreement', 'If you like']);
    const answers = asked(shown)?.consents ?? [];
    expect(answers.map(({ text, isGiven }) => [text.consentId, text.textVersion, isGiven])).to.deep.equal([
      ['calls', '3', true],
      ['news', '1', false],
    ]);
    expect(answers[0]?.at).to.be.a('number');
  });

  it('says what is missing at each field and goes to the first of them', async () => {
    const shown = await show();

    submit(shown);
    await waitUntil(() => shown.text().includes('3 things are missing'));

    expect(asked(shown)).to.equal(undefined);
    expect(shown.find('#number')?.getAttribute('aria-invalid')).to.equal('true');
    expect(shown.text()).to.contain('Please choose when').and.to.contain('Without this we cannot call you');
    const form = shown.panel.shadowRoot?.querySelector('beside-callback-form')?.shadowRoot;
    await waitUntil(() => form?.activeElement !== null);
    expect(form?.activeElement?.getAttribute('name')).to.equal('when');
    await expect(shown.panel).to.be.accessible();
  });

  it('[C3] keeps a picked slot while the form is filled in, and asks with it', async () => {
    const shown = await show();

    later(shown);
    await waitUntil(() => shown.find('.slot input'));
    shown.find('.slot input')?.click();
    await waitUntil(() => shown.text().includes('Afterwards somebody else may take it'));
    fill(shown);
    submit(shown);
    await waitUntil(() => asked(shown));

    expect(asked(shown)?.when).to.deep.equal({ kind: 'scheduled', startAt: halfPastTwo, holdId });
  });

  it('[C3] a slot that somebody else took comes with the free ones close to it, and the offer is asked for again', async () => {
    const shown = await show();
    const details = { alternative1At: halfPastTwo + quarterMs };
    shown.client.callback.refuseNext('hold', new BesideError('slot_taken', { details }));
    const offers = (): number => shown.client.callback.calls.filter(([name]) => name === 'offer').length;
    const before = offers();

    later(shown);
    await waitUntil(() => shown.find('.slot input'));
    shown.find('.slot input')?.click();
    await waitUntil(() => shown.find('.alternatives button'));

    expect(shown.text()).to.contain('Somebody else has just taken this time');
    await waitUntil(() => offers() > before);
    await expect(shown.panel).to.be.accessible();
  });

  it('formats the number as it is typed, and never while it is composed', async () => {
    const shown = await show();
    const input = shown.find<HTMLInputElement>('#number');
    await import('./number-typing.ts');
    input?.focus();

    await sendKeys({ type: '0101234' });
    const typed = input?.value;
    input?.dispatchEvent(new CompositionEvent('compositionstart'));
    await sendKeys({ type: '5678' });
    const composing = input?.value;
    input?.dispatchEvent(new CompositionEvent('compositionend'));
    input?.dispatchEvent(new Event('change'));

    expect([typed, composing, input?.value]).to.deep.equal(['010-123-4', '010-123-45678', '010-1234-5678']);
  });

  it('[C1] says honestly when nothing is offered, and what is possible instead', async () => {
    const shown = await show(({ callback }) =>
      callback.setOffer({ offer: 'closed', slots: [], opensAt: halfPastTwo }),
    );
    await expect(shown.panel).to.be.accessible();

    const wished = oneEvent(shown.panel, 'beside-write');
    shown.find('.actions .primary')?.click();

    expect(await wished).to.be.ok;
    expect(shown.panel.shadowRoot?.textContent).to.contain('We are closed until');
  });

  it('[C1] offers times only where nobody can call now, and says why', async () => {
    const shown = await show(({ callback }) =>
      callback.setOffer({ offer: 'scheduled', reason: 'no-agents' }),
    );

    await waitUntil(() => shown.text().includes('Nobody who could call is there right now.'));
    expect(shown.find('.slot input')).to.be.ok;
    await expect(shown.panel).to.be.accessible();
  });

  it('lets the site’s own reasons be chosen, where it gives some', async () => {
    const shown = await show((client) =>
      client.setState({
        site: {
          ...{ siteId: 'shop' as never, name: 'Neuru', allowedQueries: [] },
          texts: { en: { callbackReasons: 'Delivery\nPayment\n' } },
        },
      }),
    );

    shown.find('.chip:last-child input')?.click();
    shown.find('.choice input')?.click();
    fill(shown);
    submit(shown);
    await waitUntil(() => asked(shown));

    expect(asked(shown)?.matter?.path).to.deep.equal([{ nodeId: 'reason-2', label: 'Payment' }]);
  });

  it('[C8] ties a refused number to its field, with the reason and the focus', async () => {
    const shown = await show();
    shown.find('.choice input')?.click();
    fill(shown, '15881234');
    submit(shown);
    await waitUntil(() => asked(shown));
    await shown.setState({ pending });
    await shown.setState({
      pending: undefined,
      problem: {
        ...{ key: 'key-1', kind: 'request', callbackId, intentAt: 1 },
        ...{ code: 'number_not_allowed', details: { reason: 'kind' } },
      },
    });

    const input = shown.find<HTMLInputElement>('#number');
    expect(input?.value).to.equal('15881234'); // what was filled in is still there
    await waitUntil(() => shown.text().includes('no service or premium numbers'));
    await waitUntil(() => input?.matches(':focus'));
    await expect(shown.panel).to.be.accessible();

    await sendKeys({ press: 'Backspace' });
    await waitUntil(() => !shown.text().includes('no service or premium numbers')); // what it says was read and is being mended
    expect(input?.hasAttribute('aria-invalid')).to.equal(false);
  });
});
