import { expect, fixture, html, oneEvent } from '@open-wc/testing';

import './toast.ts';
import type { BesideToast } from './toast.ts';

describe('beside-toast', () => {
  const region = (element: BesideToast): Element | null | undefined =>
    element.shadowRoot?.querySelector('[role]');

  it('has its live region before the message, and changes only the text in it', async () => {
    const element = await fixture<BesideToast>(html`<beside-toast></beside-toast>`);
    const before = region(element);

    element.message = 'Connected again';
    await element.updateComplete;

    expect(region(element)).to.equal(before);
    expect(before?.getAttribute('role')).to.equal('status');
    expect(before?.textContent.trim()).to.equal('Connected again');
    await expect(element).to.be.accessible();
  });

  it('interrupts for bad news', async () => {
    const element = await fixture<BesideToast>(
      html`<beside-toast tone="danger" message="Not sent"></beside-toast>`,
    );

    expect(region(element)?.getAttribute('role')).to.equal('alert');
  });

  it('asks to be taken away', async () => {
    const element = await fixture<BesideToast>(
      html`<beside-toast message="Copied" dismiss-label="Dismiss"></beside-toast>`,
    );
    const heard = oneEvent(element, 'beside-dismiss');

    element.shadowRoot?.querySelector('button')?.click();

    await heard;
    await expect(element).to.be.accessible();
  });
});
