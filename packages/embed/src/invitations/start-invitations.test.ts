import { aTimeout, expect, nextFrame } from '@open-wc/testing';
import type { Capacity, Clock, Invitation } from '@beside/protocol';

import { paintLauncherButton } from '@beside/elements/launcher-button';

import type { BesideGlobal } from '../global.ts';
import { startInvitations } from './start-invitations.ts';

type Page = Window & { beside?: BesideGlobal };
const page = window as Page;

const CAPACITY: Capacity = { isOpen: true, hasFreeAgent: true, share: 1, validForMs: 60_000 };
const CART: Invitation = {
  invitationId: 'cart',
  texts: {
    en: { title: 'Questions about your cart?', text: 'Mina is free.', accept: 'Ask now' },
    ko: { title: '장바구니가 궁금하신가요?', accept: '물어보기' },
  },
  when: { cartCount: 2, secondsOnPage: 3 },
  opens: 'chat',
  needs: 'free-agent',
  restDays: 7,
};

/** Time that stands still until it is told to go on. */
function createHandClock(): Clock & { advance(ms: number): void } {
  let now = Date.UTC(2026, 10, 25);
  let due: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    steadyNow: () => now,
    after(delayMs, call) {
      const one = { at: now + delayMs, call };
      due.push(one);
      return () => void (due = due.filter((other) => other !== one));
    },
    randomBytes: (count) => new Uint8Array(count),
    random: () => 0.5,
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        due = due.filter((one) => one !== next);
        next.call();
      }
      now = end;
    },
  };
}

interface Started {
  readonly clock: ReturnType<typeof createHandClock>;
  /** What was asked of the server. */
  readonly asked: readonly string[];
  /** What was asked of the global. */
  readonly commands: readonly (readonly unknown[])[];
  readonly reported: readonly (readonly unknown[])[];
  readonly host: HTMLElement;
  card(): HTMLElement | null;
}

const stops: (() => void)[] = [];

async function begin(
  options: {
    invitations?: readonly Invitation[];
    capacity?: Partial<Capacity>;
    cart?: unknown;
    locale?: string;
    status?: number;
  } = {},
): Promise<Started> {
  const asked: string[] = [];
  const commands: (readonly unknown[])[] = [];
  const reported: (readonly unknown[])[] = [];
  const host = document.createElement('beside-launcher');
  paintLauncherButton(host.attachShadow({ mode: 'open' }), 'Help');
  document.body.append(host);
  // Only what invitations touch.
  page.beside = Object.assign(
    (...command: readonly unknown[]) => {
      commands.push(command);
      page.beside!.client = {
        report: (...line: readonly unknown[]) => void reported.push(line),
      } as unknown as NonNullable<BesideGlobal['client']>;
      return Promise.resolve();
    },
    {
      waiting: [
        { name: 'locale', values: [options.locale ?? 'en'] },
        { name: 'context', values: [{ cart: options.cart ?? { items: [{ quantity: 2 }], total: 50 } }] },
      ],
    },
  );
  const clock = createHandClock();
  const body = {
    invitations: options.invitations ?? [CART],
    capacity: { ...CAPACITY, ...options.capacity },
  };
  const stop = startInvitations({
    siteId: 'shop',
    address: 'https://help.example/v1/sites/shop/invitations',
    clock,
    storage: () => localStorage,
    fetch: (address) => {
      asked.push(address instanceof Request ? address.url : address.toString());
      const status = options.status ?? 200;
      // Only what is read of an answer; a real one is read in its own time.
      return Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve(body) } as Response);
    },
  });
  stops.push(stop, () => host.remove());
  await aTimeout(0); // the answer is read
  return {
    clock,
    asked,
    commands,
    reported,
    host,
    card: () => host.shadowRoot!.querySelector('.invitation'),
  };
}

describe('invitations on a page', () => {
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    delete page.beside;
    localStorage.clear();
  });

  it('show what the page fulfils, say it politely and take no focus', async () => {
    const { clock, card, host } = await begin();

    clock.advance(2_999);
    expect(card()).to.equal(null);
    clock.advance(1);
    await nextFrame();

    expect(card()!.querySelector('[role=status]')!.textContent).to.equal(
      'Questions about your cart?Mina is free.',
    );
    expect(
      [...card()!.querySelectorAll('button')].map((button) => button.textContent || button.ariaLabel),
    ).to.deep.equal(['Ask now', 'No, thank you']);
    expect(host.shadowRoot!.activeElement).to.equal(null);
    await expect(host).to.be.accessible();
  });

  it('speak the language of the page', async () => {
    const { clock, card } = await begin({ locale: 'ko-KR' });

    clock.advance(3_000);
    await nextFrame();

    expect([card()!.lang, card()!.querySelector('.title')!.textContent]).to.deep.equal([
      'ko',
      '장바구니가 궁금하신가요?',
    ]);
    expect(card()!.querySelector('.dismiss')!.ariaLabel).to.equal('괜찮아요');
  });

  it('[N7] store nothing and ask nothing but the one question until they are answered', async () => {
    const { clock, asked, commands, card } = await begin();

    clock.advance(30_000);

    expect(card()).not.to.equal(null);
    expect([localStorage.length, asked, commands]).to.deep.equal([
      0,
      ['https://help.example/v1/sites/shop/invitations'],
      [],
    ]);
  });

  it('open what they offer when accepted, report it then, and rest', async () => {
    const { clock, card, commands, reported } = await begin();
    clock.advance(3_000);

    card()!.querySelector<HTMLElement>('.accept')!.click();
    await aTimeout(0);

    expect(card()).to.equal(null);
    expect(commands).to.deep.equal([['open', 'chat']]);
    expect(reported).to.deep.equal([
      ['invitation.shown', { invitation: 'cart' }],
      ['invitation.accepted', { invitation: 'cart' }],
    ]);
    expect(Object.keys(JSON.parse(localStorage.getItem('beside-invitations:shop')!) as object)).to.deep.equal(
      ['cart'],
    );
  });

  it('[N2] go when turned down, by Escape too, give the focus back, and do not come again', async () => {
    const { clock, card, commands, host, asked } = await begin();
    clock.advance(3_000);
    card()!.querySelector<HTMLElement>('.dismiss')!.focus();

    card()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    clock.advance(600_000);

    expect([card(), commands, asked.length]).to.deep.equal([null, [], 1]);
    expect(host.shadowRoot!.activeElement).to.equal(host.shadowRoot!.querySelector('.launcher'));
    const next = await begin();
    next.clock.advance(60_000);
    expect([next.card(), next.asked]).to.deep.equal([null, []]);
  });

  it('[N2] go when the customer presses the launcher itself', async () => {
    const { clock, card, host } = await begin();
    clock.advance(3_000);

    host.shadowRoot!.querySelector('.launcher')!.setAttribute('aria-busy', 'true');
    await aTimeout(0);

    expect(card()).to.equal(null);
    expect(localStorage.length).to.equal(0);
  });

  it('[N4] are not shown while nobody is free, and are once somebody is', async () => {
    const busy = await begin({ capacity: { hasFreeAgent: false } });

    busy.clock.advance(59_000);
    expect([busy.card(), busy.asked.length]).to.deep.equal([null, 1]);
    busy.clock.advance(2_000);
    await aTimeout(0);
    expect([busy.card(), busy.asked.length]).to.deep.equal([null, 2]);
  });

  it('do not ask or watch while a conversation is open', async () => {
    localStorage.setItem('beside:shop', 'closed');

    const { clock, asked, card } = await begin();
    clock.advance(60_000);

    expect([asked, card()]).to.deep.equal([[], null]);
  });

  it('count mistakes of forms once a try', async () => {
    const stuck = { ...CART, when: { mistakes: 2 } };
    const { clock, card } = await begin({ invitations: [stuck] });
    const form = document.createElement('form');
    for (let index = 0; index < 2; index += 1) {
      const input = document.createElement('input');
      input.required = true;
      form.append(input);
    }
    document.body.append(form);
    stops.push(() => form.remove());

    form.checkValidity();
    clock.advance(1_000);
    expect(card()).to.equal(null);
    form.checkValidity();
    clock.advance(1_000);

    expect(card()).not.to.equal(null);
  });

  it('stay away when the server refuses or the answer is not one', async () => {
    for (const options of [
      { status: 500 },
      { capacity: { share: 7 } },
      { cart: { items: 'many', total: 1 } },
    ]) {
      const { clock, card } = await begin(options);
      clock.advance(120_000);
      expect(card()).to.equal(null);
    }
  });
});
