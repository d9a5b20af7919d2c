import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

import {
  createFakeClient,
  mine,
  noon,
  theirs,
  type FakeClient,
} from '../../client/fake-client.test-support.ts';
import { ko } from '../../shared/locales/ko.ts';
import './home.ts';
import type { BesideHome } from './home.ts';

interface Shown {
  readonly home: BesideHome;
  readonly client: FakeClient;
  readonly text: (selector: string) => string | undefined;
}

async function show(prepare: (client: FakeClient) => void = () => undefined): Promise<Shown> {
  const client = createFakeClient();
  prepare(client);
  const home = await fixture<BesideHome>(html`<beside-home .client=${client}></beside-home>`);
  return {
    home,
    client,
    text: (selector) => home.shadowRoot?.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim(),
  };
}

describe('beside-home', () => {
  it('greets with the site’s own words in the reader’s language, else with ours', async () => {
    const { home, client, text } = await show();
    expect(text('h2')).to.equal('How can we help?');

    home.terms = ko;
    home.locale = 'ko-KR';
    client.setState({
      site: {
        siteId: 'shop' as never,
        name: 'Neuru',
        allowedQueries: [],
        texts: { ko: { greeting: '느루에 오신 것을 환영해요' } },
      },
    });
    await home.updateComplete;

    expect(text('h2')).to.equal('느루에 오신 것을 환영해요');
    await expect(home).to.be.accessible();
  });

  it('says honestly whether somebody is there', async () => {
    const { home, client, text } = await show();
    expect(text('.presence')).to.equal('We are here to help');

    client.setState({ availability: { status: 'unattended', zone: 'Asia/Seoul' } });
    await home.updateComplete;
    // What is said where not all is well is loaded with the first of it.
    await waitUntil(() => text('.presence')?.includes('Nobody is free right now'));

    client.setState({ availability: { status: 'closed', zone: 'Asia/Seoul', opensAt: noon } });
    await home.updateComplete;
    expect(text('.presence')).to.contain('We are closed until');
    await expect(home).to.be.accessible();
  });

  it('leads to the chat', async () => {
    const { home } = await show();
    const wanted: string[] = [];
    home.addEventListener('beside-navigate', ({ detail }) => wanted.push(detail));

    home.shadowRoot?.querySelector<HTMLButtonElement>('.start-chat')?.click();

    expect(wanted).to.deep.equal(['chat']);
  });

  it('offers to go on with an open conversation, with its last line and what is new', async () => {
    const { home, client, text } = await show((fake) =>
      fake.setView({
        status: 'assigned',
        agentName: 'Minji',
        items: [mine(1, 'Hi'), theirs(2, 'One\nmoment')],
        unreadCount: 1,
      }),
    );

    await waitUntil(() => text('.detail') === 'Minji: One moment'); // what says it is loaded with the first conversation
    expect(text('.title')).to.equal('Continue your conversation');
    expect(text('beside-badge .unseen')).to.equal('1 new message');
    await expect(home).to.be.accessible();

    client.setView({ status: 'ended' });
    await home.updateComplete;
    expect(text('.title')).to.equal('Chat with us');
  });

  it('says when there is no connection, and that nothing can be stored', async () => {
    const { home, client } = await show();

    client.setState({ connection: { status: 'waiting', retryAt: 0, attempt: 1 }, storage: 'memory' });
    await home.updateComplete;

    await waitUntil(() => home.shadowRoot?.querySelectorAll('beside-notice').length === 2);
    await expect(home).to.be.accessible();
  });
});

describe('beside-home of somebody who was here before', () => {
  it('offers the earlier conversations where there are any', async () => {
    const { home, client } = await show();
    const card = (): HTMLElement | null | undefined =>
      home.shadowRoot?.querySelector('beside-earlier-card')?.shadowRoot?.querySelector('button');
    const before = card();
    client.setState({ hasEarlier: true });
    await waitUntil(card);
    await expect(home).to.be.accessible();

    const wished = oneEvent(home, 'beside-navigate');
    card()?.click();

    expect(before).to.equal(undefined);
    expect((await wished).detail).to.equal('earlier');
  });

  it('offers them as soon as one is over', async () => {
    const { home, client } = await show();

    client.setView({ status: 'ended', items: [mine(1, 'Hi')] });

    await waitUntil(() => home.shadowRoot?.querySelector('beside-earlier-card')?.shadowRoot);
  });
});
