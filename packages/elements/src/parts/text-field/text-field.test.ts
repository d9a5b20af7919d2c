import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import './text-field.ts';
import type { BesideTextField } from './text-field.ts';

const inputOf = (element: BesideTextField): HTMLInputElement => {
  const input = element.shadowRoot?.querySelector('input');
  if (!input) throw new Error('no input');
  return input;
};

describe('beside-text-field', () => {
  it('is accessible empty, with a hint and with an error', async () => {
    const element = await fixture<BesideTextField>(
      html`<beside-text-field label="Email"></beside-text-field>`,
    );
    await expect(element).to.be.accessible();

    element.hint = 'We only use it to answer.';
    await element.updateComplete;
    await expect(element).to.be.accessible();

    element.error = 'Please check the address.';
    await element.updateComplete;
    await expect(element).to.be.accessible();
    expect(inputOf(element).getAttribute('aria-invalid')).to.equal('true');
  });

  it('reports what the person types', async () => {
    const element = await fixture<BesideTextField>(
      html`<beside-text-field label="Name"></beside-text-field>`,
    );
    const reported: string[] = [];
    element.addEventListener('beside-input', (event) => reported.push(event.detail));

    element.focus();
    await sendKeys({ type: 'Bo' });

    expect(reported).to.deep.equal(['B', 'Bo']);
    expect(element.value).to.equal('Bo');
  });

  it('says nothing during a composition and the whole syllable after it', async () => {
    const element = await fixture<BesideTextField>(
      html`<beside-text-field label="Name"></beside-text-field>`,
    );
    const input = inputOf(element);
    const reported: string[] = [];
    element.addEventListener('beside-input', (event) => reported.push(event.detail));

    for (const text of ['ㅎ', '하', '한']) {
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { isComposing: true, data: text }));
    }
    input.dispatchEvent(new CompositionEvent('compositionend', { data: '한' }));
    input.dispatchEvent(new InputEvent('input', { data: '한' }));

    expect(reported).to.deep.equal(['한']);
  });

  it('shows a value it is given', async () => {
    const element = await fixture<BesideTextField>(
      html`<beside-text-field label="Name"></beside-text-field>`,
    );

    element.value = '홍길동';
    await element.updateComplete;

    expect(inputOf(element).value).to.equal('홍길동');
  });

  it('takes part in a form: value by name, Enter submits', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <beside-text-field label="Email" name="email"></beside-text-field>
        <button>Sign in</button>
      </form>
    `);
    const field = form.querySelector('beside-text-field');
    const submitted: unknown[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted.push(new FormData(form).get('email'));
    });

    field?.focus();
    await sendKeys({ type: 'a@b.example' });
    await sendKeys({ press: 'Enter' });

    expect(submitted).to.deep.equal(['a@b.example']);
  });
});
