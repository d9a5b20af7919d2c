import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import './dialog.ts';
import type { BesideDialog } from './dialog.ts';

interface Asked {
  readonly opener: HTMLButtonElement;
  readonly dialog: BesideDialog;
  readonly answers: readonly string[];
}

async function ask(danger: boolean): Promise<Asked> {
  const wrapper = await fixture<HTMLElement>(html`
    <div>
      <button>End</button>
      <beside-dialog
        heading="End this conversation?"
        confirm-label="End it"
        cancel-label="Cancel"
        ?danger=${danger}
        >You can start a new one at any time.</beside-dialog
      >
    </div>
  `);
  const opener = wrapper.querySelector('button');
  const dialog = wrapper.querySelector('beside-dialog');
  if (!opener || !dialog) throw new Error('not rendered');
  const answers: string[] = [];
  for (const name of ['beside-confirm', 'beside-cancel'] as const) {
    dialog.addEventListener(name, (event) => answers.push(event.type));
  }
  opener.focus();
  dialog.open = true;
  await dialog.updateComplete;
  return { opener, dialog, answers };
}

const focused = (dialog: BesideDialog): string | undefined =>
  dialog.shadowRoot?.activeElement?.textContent.trim();

describe('beside-dialog', () => {
  it('is a modal dialog with the question as its name', async () => {
    const { dialog } = await ask(true);

    expect(dialog.shadowRoot?.querySelector('dialog')?.matches(':modal')).to.equal(true);
    await expect(dialog).to.be.accessible();
  });

  it('puts the focus on the answer that destroys nothing', async () => {
    expect(focused((await ask(true)).dialog)).to.equal('Cancel');
    expect(focused((await ask(false)).dialog)).to.equal('End it');
  });

  it('closes with Esc as a no and gives the focus back', async () => {
    const { opener, dialog, answers } = await ask(true);

    await sendKeys({ press: 'Escape' });

    expect([dialog.open, answers]).to.deep.equal([false, ['beside-cancel']]);
    expect(document.activeElement).to.equal(opener);
  });

  it('closes with a yes by keyboard alone', async () => {
    const { opener, dialog, answers } = await ask(true);

    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });

    expect([dialog.open, answers]).to.deep.equal([false, ['beside-confirm']]);
    expect(document.activeElement).to.equal(opener);
  });

  it('closes without an answer when its owner says so', async () => {
    const { dialog, answers } = await ask(false);

    dialog.open = false;
    await dialog.updateComplete;

    expect(dialog.shadowRoot?.querySelector('dialog')?.open).to.equal(false);
    expect(answers).to.deep.equal([]);
  });
});
