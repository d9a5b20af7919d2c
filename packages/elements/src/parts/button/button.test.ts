import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';

import './button.ts';
import type { BesideButton } from './button.ts';

describe('beside-button', () => {
  it('is a button with its text as the name, in every variant', async () => {
    for (const variant of ['primary', 'secondary', 'quiet', 'danger'] as const) {
      const element = await fixture<BesideButton>(
        html`<beside-button .variant=${variant}>Chat with us</beside-button>`,
      );

      await expect(element).to.be.accessible();
    }
  });

  it('works by keyboard', async () => {
    const element = await fixture<BesideButton>(html`<beside-button>Send</beside-button>`);
    let presses = 0;
    element.addEventListener('click', () => (presses += 1));

    element.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Space' });

    expect(document.activeElement).to.equal(element);
    expect(presses).to.equal(2);
  });

  it('ignores presses while busy and keeps the focus', async () => {
    const element = await fixture<BesideButton>(html`<beside-button>Send</beside-button>`);
    let presses = 0;
    element.addEventListener('click', () => (presses += 1));
    element.focus();

    element.busy = true;
    await element.updateComplete;
    await sendKeys({ press: 'Enter' });
    element.shadowRoot?.querySelector('button')?.click();

    expect(presses).to.equal(0);
    expect(document.activeElement).to.equal(element);
    expect(element.shadowRoot?.querySelector('button')?.getAttribute('aria-busy')).to.equal('true');
    await expect(element).to.be.accessible();
  });

  it('cannot be pressed or focused while disabled', async () => {
    const element = await fixture<BesideButton>(html`<beside-button disabled>Send</beside-button>`);
    let presses = 0;
    element.addEventListener('click', () => (presses += 1));

    element.focus();
    element.shadowRoot?.querySelector('button')?.click();
    await aTimeout(0);

    expect([presses, document.activeElement]).to.deep.equal([0, document.body]);
  });

  it('fits 320 px with a long Korean text', async () => {
    await setViewport({ width: 320, height: 480 });
    const element = await fixture<BesideButton>(
      html`<beside-button lang="ko" wide
        >상담사와 채팅으로 바로 이야기하고 싶으시면 여기를 눌러 주세요</beside-button
      >`,
    );

    expect(element.getBoundingClientRect().right).to.be.at.most(320);
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 800, height: 600 });
  });
});
