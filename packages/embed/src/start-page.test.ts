import { expect, nextFrame } from '@open-wc/testing';

import type { BesideGlobal, Booted, BootOptions } from './global.ts';
import { startPage } from './start-page.ts';

interface Started {
  readonly host: HTMLElement;
  readonly button: HTMLButtonElement;
  /** What boot was called with. */
  readonly boots: readonly BootOptions[];
  /** Paths the server was asked for. */
  readonly asked: readonly string[];
  /** Commands that reached what was loaded. */
  readonly commands: readonly (readonly unknown[])[];
}

type Page = Window & { beside?: BesideGlobal };
const page = window as Page;

const idle = () => new Promise((resolve) => requestIdleCallback(resolve));

/** Starts and waits until the page was idle once; `isBusy`: it never was yet. */
async function begin(
  options: { fail?: () => boolean; locale?: string; isBusy?: boolean } = {},
): Promise<Started> {
  const script = document.createElement('script');
  script.dataset['site'] = 'shop';
  script.dataset['locale'] = options.locale ?? 'en';
  const boots: BootOptions[] = [];
  const commands: (readonly unknown[])[] = [];
  const booted: Booted = {
    // Only what the loader itself touches.
    client: { on: () => () => undefined } as unknown as Booted['client'],
    run: (name, values) => {
      commands.push([name, ...values]);
      return Promise.resolve();
    },
    stop: () => undefined,
  };
  const asked: string[] = [];
  startPage(
    script,
    () => {
      if (options.fail?.()) return Promise.reject(new Error('no network'));
      return Promise.resolve({
        boot: (given) => {
          boots.push(given);
          return Promise.resolve(booted);
        },
      });
    },
    (path) => {
      asked.push(path);
      return Promise.reject(new Error('no network'));
    },
  );
  if (options.isBusy) void page.beside?.('open');
  else await idle();
  await nextFrame();
  const host = boots[0]?.host ?? document.querySelector<HTMLElement>('beside-launcher');
  const button = host?.shadowRoot?.querySelector('button');
  if (!host || !button) throw new Error('nothing painted');
  return { host, button, boots, commands, asked };
}

/** Collects what is written to the console, which would otherwise fail the run. */
async function listening(
  name: 'warn' | 'error',
  action: () => Promise<void> | void,
): Promise<readonly string[]> {
  const original = console[name];
  const lines: string[] = [];
  console[name] = (...values: unknown[]) => void lines.push(String(values[0]));
  try {
    await action();
  } finally {
    console[name] = original;
  }
  return lines;
}

describe('startPage', () => {
  afterEach(async () => {
    await page.beside?.('remove');
    localStorage.clear();
  });

  it('paints a button in the top layer and stores, requests and boots nothing', async () => {
    performance.clearResourceTimings();
    const { host, button, boots } = await begin();
    await nextFrame();

    expect([button.textContent, host.matches(':popover-open')]).to.deep.equal(['Help', true]);
    expect(performance.getEntriesByType('resource').length).to.equal(0);
    expect([boots.length, localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([
      0,
      0,
      0,
      '',
    ]);
    await expect(host).to.be.accessible();
  });

  it('is painted once, by whichever comes first: an idle page or a wish', async () => {
    const { host, button, commands } = await begin({ isBusy: true });

    await idle();

    expect([host.matches(':popover-open'), commands]).to.deep.equal([true, [['open']]]);
    expect([...host.shadowRoot!.children]).to.deep.equal([button]);
  });

  it('speaks the language of the script tag', async () => {
    const { host, button } = await begin({ locale: 'ko-KR' });

    expect([button.textContent, host.lang]).to.deep.equal(['문의하기', 'ko-KR']);
  });

  it('boots once at the first touch, however often it is touched, and opens', async () => {
    const { host, button, boots, commands, asked } = await begin();

    button.click();
    button.click();
    await nextFrame();

    // On its way while the rest is loaded; that it did not come is for whoever reads it.
    expect(asked).to.deep.equal(['/v1/sites/shop/flow/first?locale=en']);
    expect(await boots[0]?.flow).to.equal(undefined);

    expect(boots.map(({ siteId, locale }) => [siteId, locale])).to.deep.equal([['shop', 'en']]);
    expect(boots[0]?.host).to.equal(host);
    expect(commands[0]).to.deep.equal(['open']);
  });

  it('says on the button that loading failed, and tries again at the next touch', async () => {
    let failures = 0;
    const { button, boots, commands } = await begin({ fail: () => failures++ < 1 });

    const errors = await listening('error', async () => {
      button.click();
      await nextFrame();
    });
    expect(errors).to.deep.equal(['Beside:']);
    expect(button.textContent).to.equal('Help could not be loaded. Press to try again.');
    expect(button.hasAttribute('aria-busy')).to.equal(false);

    button.click();
    await nextFrame();
    expect([boots.length, commands, button.textContent]).to.deep.equal([1, [['open']], 'Help']);
  });

  it('[S4] keeps commands for later, also those of a stub, and runs them in order', async () => {
    page.beside = Object.assign(() => Promise.resolve(), {
      on: () => () => undefined,
      q: [['context', { customerName: 'Kim' }]],
    });
    const { boots, commands } = await begin();
    const closed = page.beside('close');
    await nextFrame();
    expect(boots.length).to.equal(0);

    await page.beside('open', 'chat');
    await closed;

    expect(commands).to.deep.equal([['context', { customerName: 'Kim' }], ['close'], ['open', 'chat']]);
  });

  it('[S4] settles what a pasted stub promised, and its listeners hear what comes', async () => {
    const answers: unknown[] = [];
    const call = (...said: unknown[]) =>
      Object.assign(said, { done: (answer: unknown) => answers.push(answer) });
    page.beside = Object.assign(() => Promise.resolve(), {
      on: () => () => undefined,
      q: [call('on', 'ready', () => undefined), call('open'), call('nonsense')],
    });

    const errors = await listening('error', async () => {
      await begin({ isBusy: true });
    });
    const [stop, opened, refused] = answers;

    expect(await opened).to.equal(undefined);
    expect(stop).to.be.a('function');
    expect(await (refused as Promise<void>).catch(({ code }: { code: string }) => code)).to.equal(
      'invalid_option',
    );
    expect(errors).to.deep.equal(['Beside:']);
  });

  it('[S1] moves into a modal dialog of the page, where alone it can be pressed, and back', async () => {
    const { host, button, commands } = await begin();
    const dialog = document.createElement('dialog');
    document.body.append(dialog);

    dialog.showModal();
    await nextFrame();
    const { left, top } = button.getBoundingClientRect();
    const pressed = document.elementFromPoint(left + 20, top + 20);
    const inside = [host.parentNode === dialog, host.matches(':popover-open'), pressed === host];
    button.click();
    await nextFrame();
    dialog.close();
    await nextFrame();
    const outside = [host.parentNode === document.body, host.matches(':popover-open')];
    dialog.showModal();
    await nextFrame();
    dialog.remove();
    await nextFrame();

    expect([inside, outside]).to.deep.equal([
      [true, true, true],
      [true, true],
    ]);
    expect([host.parentNode === document.body, host.matches(':popover-open')]).to.deep.equal([true, true]);
    expect(commands).to.deep.equal([['open']]);
  });

  it('[S1] stays when the page replaces its body, and not after it was removed', async () => {
    const { host } = await begin();
    const body = document.body;
    try {
      document.body = document.createElement('body');
      await nextFrame();
      expect([host.parentNode === document.body, host.matches(':popover-open')]).to.deep.equal([true, true]);

      await page.beside?.('remove');
      document.body = document.createElement('body');
      await nextFrame();
      expect(host.isConnected).to.equal(false);
    } finally {
      document.body = body;
    }
  });

  it('forgets at once, without a touch', async () => {
    const { commands } = await begin();

    await page.beside?.('forget');

    expect(commands).to.deep.equal([['forget']]);
  });

  it('[S1] does nothing but warn for a second script tag', async () => {
    await begin();

    const warnings = await listening('warn', async () => {
      await begin();
    });

    expect(warnings.length).to.equal(1);
    expect(document.querySelectorAll('beside-launcher').length).to.equal(1);
  });

  it('goes on by itself while a conversation is open, without opening', async () => {
    localStorage.setItem('beside:shop', 'closed');
    const { boots, commands } = await begin();

    expect([boots.length, commands]).to.deep.equal([1, []]);
  });

  it('works where storage is blocked', async () => {
    const original = Object.getOwnPropertyDescriptor(window, 'localStorage');
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    try {
      expect((await begin()).button.textContent).to.equal('Help');
    } finally {
      if (original) Object.defineProperty(window, 'localStorage', original);
    }
  });

  it('leaves nothing behind when it is removed, and may start again', async () => {
    const { host } = await begin();

    await page.beside?.('remove');

    expect([host.isConnected, 'beside' in window]).to.deep.equal([false, false]);
    expect((await begin()).host).not.to.equal(host);
  });
});
