import { expect, fixture, html } from '@open-wc/testing';

import './badge.ts';
import type { BesideBadge } from './badge.ts';

describe('beside-badge', () => {
  it('is readable in every tone and both schemes', async () => {
    for (const scheme of ['light', 'dark']) {
      for (const tone of ['neutral', 'accent', 'danger', 'warn', 'success'] as const) {
        const element = await fixture<BesideBadge>(
          html`<beside-badge scheme=${scheme} .tone=${tone}>12</beside-badge>`,
        );

        await expect(element).to.be.accessible();
      }
    }
  });
});
