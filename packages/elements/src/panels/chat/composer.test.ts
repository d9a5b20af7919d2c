import { BesideError } from '@beside/protocol';
import { aTimeout, expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import type { BesideSendEvent } from './chat-events.ts';
import './composer.ts';
import type { BesideComposer } from './composer.ts';

interface Written {
  readonly composer: BesideComposer;
  readonly field: HTMLTextAreaElement;
  readonly sent: readonly string[];
}

async function write(sending?: () => Promise<unknown>): Promise<Written> {
  const composer = await fixture<BesideComposer>(html`<beside-composer></beside-composer>`);
  const sent: string[] = [];
  composer.addEventListener('beside-send', (event: BesideSendEvent) => {
    sent.push(event.detail);
    if (sending) event.waitUntil(sending());
  });
  const field = composer.shadowRoot?.querySelector('textarea');
  if (!field) throw new Error('no field');
  composer.focus();
  return { composer, field, sent };
}

describe('beside-composer', () => {
  it('sends with Enter and is empty at once; Shift+Enter starts a line', async () => {
    const { composer, field, sent } = await write();

    await sendKeys({ type: 'one' });
    await sendKeys({ press: 'Shift+Enter' });
    await sendKeys({ type: 'two' });
    await sendKeys({ press: 'Enter' });
    await aTimeout(0);

    expect(sent).to.deep.equal(['one\ntwo']);
    expect([field.value, composer.value]).to.deep.equal(['', '']);
  });

  it('[M2] sends Hangul that is still composing once, whole, with one Enter', async () => {
    const { field, sent } = await write();
    const key = {
      key: 'Enter',
      code: 'Enter',
      keyCode: 229,
      isComposing: true,
      bubbles: true,
      cancelable: true,
    };

    field.dispatchEvent(new CompositionEvent('compositionstart'));
    field.value = '안녕';
    field.dispatchEvent(new CompositionEvent('compositionupdate', { data: '녕' }));
    field.dispatchEvent(new InputEvent('input', { isComposing: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', key));
    field.dispatchEvent(new CompositionEvent('compositionend', { data: '녕' }));
    field.dispatchEvent(new KeyboardEvent('keydown', { ...key, keyCode: 13, isComposing: false }));
    await aTimeout(5);

    expect([sent, field.value]).to.deep.equal([['안녕'], '']);
  });

  it('[M2] never sends with the Enter that picks a Japanese candidate', async () => {
    const { field, sent } = await write();

    field.dispatchEvent(new CompositionEvent('compositionstart'));
    field.value = 'にほん';
    field.dispatchEvent(new CompositionEvent('compositionupdate', { data: 'にほん' }));
    field.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        code: 'Enter',
        keyCode: 229,
        isComposing: true,
        cancelable: true,
      }),
    );
    field.dispatchEvent(new CompositionEvent('compositionend', { data: '日本' }));
    await aTimeout(5);

    expect(sent).to.deep.equal([]);
  });

  it('brings a refused text back with the reason', async () => {
    const { composer, field } = await write(() => Promise.reject(new BesideError('outbox_full')));

    await sendKeys({ type: 'important' });
    await sendKeys({ press: 'Enter' });
    await aTimeout(5);
    await composer.updateComplete;

    expect(field.value).to.equal('important');
    const reason = (): string => composer.shadowRoot?.querySelector('.note.bad')?.textContent ?? '';
    await waitUntil(() => reason().includes('Too many messages are waiting'));
    await expect(composer).to.be.accessible();
  });

  it('[M2] does not write into a syllable being composed; what was refused waits for its end', async () => {
    let refuse = (_error: BesideError): void => undefined;
    const { composer, field } = await write(() => new Promise((_resolve, reject) => (refuse = reject)));
    await sendKeys({ type: 'first' });
    await sendKeys({ press: 'Enter' });
    field.dispatchEvent(new CompositionEvent('compositionstart'));
    field.value = '하';
    refuse(new BesideError('outbox_full'));
    await aTimeout(0);
    const during = field.value;

    field.dispatchEvent(new CompositionEvent('compositionend', { data: '하' }));

    expect([during, field.value]).to.deep.equal(['하', 'first\n하']);
    expect(composer.value).to.equal('first\n하');
  });

  it('tells before the limit how much room is left, and does not send over it', async () => {
    const { composer, field, sent } = await write();

    composer.replace('a'.repeat(4_000));
    await composer.updateComplete;
    const note = composer.shadowRoot?.querySelector('.note')?.textContent;
    composer.replace('a'.repeat(4_097));
    await composer.updateComplete;
    composer.shadowRoot?.querySelector<HTMLButtonElement>('.send')?.click();

    expect(note).to.equal('96 characters left');
    expect(composer.shadowRoot?.querySelector('.note')?.textContent).to.contain('under 4,096');
    expect([sent, field.value.length]).to.deep.equal([[], 4_097]);
    await expect(composer).to.be.accessible();
  });

  it('sends nothing but white space', async () => {
    const { sent } = await write();

    await sendKeys({ type: '   ' });
    await sendKeys({ press: 'Enter' });
    await aTimeout(0);

    expect(sent).to.deep.equal([]);
  });

  it('takes text at the caret', async () => {
    const { composer, field } = await write();
    await sendKeys({ type: 'ab' });
    field.setSelectionRange(1, 1);

    composer.insert('-');

    expect(field.value).to.equal('a-b');
    expect(field.selectionStart).to.equal(2);
  });

  it('grows with its text', async () => {
    const { composer, field } = await write();
    const before = field.offsetHeight;

    composer.replace('one\ntwo\nthree');
    await composer.updateComplete;
    await nextFrame();
    const grown = field.offsetHeight;
    composer.replace('');
    await composer.updateComplete;
    await nextFrame();

    expect(grown).to.be.greaterThan(before + 20);
    expect(field.offsetHeight).to.equal(before);
  });
});
