import { expect, fixture, html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';

import './spinner.ts';
import type { BesideSpinner } from './spinner.ts';

describe('beside-spinner', () => {
  const animation = (element: BesideSpinner): string => {
    const ring = element.shadowRoot?.querySelector('.ring');
    return ring ? getComputedStyle(ring).animationName : '';
  };

  it('says nothing and takes colour and size from the text around it', async () => {
    const wrapper = await fixture<HTMLElement>(html`<p><beside-spinner></beside-spinner></p>`);
    wrapper.style.color = 'rgb(1, 2, 3)';
    wrapper.style.fontSize = '40px';
    const spinner = wrapper.querySelector('beside-spinner');

    expect(spinner && getComputedStyle(spinner).color).to.equal('rgb(1, 2, 3)');
    expect(spinner?.getBoundingClientRect().width).to.equal(46);
    await expect(wrapper).to.be.accessible();
  });

  it('fades instead of turning with reduced motion', async () => {
    const element = await fixture<BesideSpinner>(html`<beside-spinner></beside-spinner>`);

    await emulateMedia({ reducedMotion: 'reduce' });
    const reduced = animation(element);
    await emulateMedia({ reducedMotion: 'no-preference' });

    expect([reduced, animation(element)]).to.deep.equal(['fade', 'turn']);
  });
});
