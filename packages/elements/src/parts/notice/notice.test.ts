import { expect, fixture, html } from '@open-wc/testing';

import './notice.ts';
import type { BesideNotice } from './notice.ts';

describe('beside-notice', () => {
  it('is readable in every tone and both schemes', async () => {
    for (const scheme of ['light', 'dark']) {
      for (const tone of ['info', 'warn', 'offline', 'danger'] as const) {
        const element = await fixture<BesideNotice>(
          html`<beside-notice scheme=${scheme} .tone=${tone}>You are offline.</beside-notice>`,
        );

        expect(element.shadowRoot?.querySelectorAll('svg').length).to.equal(1);
        await expect(element).to.be.accessible();
      }
    }
  });
});
