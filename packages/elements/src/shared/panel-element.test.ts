import { expect, fixture, html } from '@open-wc/testing';
import { html as markup, type TemplateResult } from 'lit';

import { defineElement } from './define-element.ts';
import { ko } from './locales/ko.ts';
import { PanelElement } from './panel-element.ts';

class Probe extends PanelElement {
  override render(): TemplateResult {
    return markup`${this.terms.greeting} ${this.formats.day(0, 0)}`;
  }
}
defineElement('beside-test-panel', Probe);

describe('PanelElement', () => {
  it('speaks English, from left to right, until it is told otherwise', async () => {
    const panel = await fixture<Probe>(html`<beside-test-panel></beside-test-panel>`);

    expect([panel.lang, panel.dir, panel.shadowRoot?.textContent]).to.deep.equal([
      'en',
      'ltr',
      'How can we help? Today',
    ]);
  });

  it('changes texts, formats, language and direction together', async () => {
    const panel = await fixture<Probe>(html`<beside-test-panel></beside-test-panel>`);

    panel.terms = ko;
    panel.locale = 'ko-KR';
    await panel.updateComplete;
    const korean = [panel.lang, panel.dir, panel.shadowRoot?.textContent];
    panel.locale = 'ar';
    await panel.updateComplete;

    expect(korean).to.deep.equal(['ko-KR', 'ltr', '무엇을 도와드릴까요? 오늘']);
    expect([panel.lang, panel.dir]).to.deep.equal(['ar', 'rtl']);
  });
});
