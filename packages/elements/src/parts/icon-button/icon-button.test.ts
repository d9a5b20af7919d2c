import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';

import { closeIcon } from '../../shared/icons.ts';
import './icon-button.ts';
import type { BesideIconButton } from './icon-button.ts';

describe('beside-icon-button', () => {
  it('has its label as the name and at least 24 px on each side', async () => {
    const element = await fixture<BesideIconButton>(
      html`<beside-icon-button label="Close"></beside-icon-button>`,
    );
    render(closeIcon(), element);
    const { width, height } = element.getBoundingClientRect();

    await expect(element).to.be.accessible();
    expect([width, height]).to.deep.equal([36, 36]);
  });

  it('says whether what it opens is open, and whether it is down, only when it is such a button', async () => {
    const element = await fixture<BesideIconButton>(
      html`<beside-icon-button label="More"></beside-icon-button>`,
    );
    const button = element.shadowRoot?.querySelector('button');
    const states = (): unknown => ['aria-expanded', 'aria-pressed'].map((name) => button?.getAttribute(name));

    const before = states();
    element.expanded = false;
    element.pressed = true;
    await element.updateComplete;

    expect([before, states()]).to.deep.equal([
      [null, null],
      ['false', 'true'],
    ]);
  });
});
