import { expect, waitUntil } from '@open-wc/testing';
import { createWebLocksTabs } from './web-locks-tabs.ts';

let number = 0;
/** Another name for each test: locks outlive a test that fails. */
const freshName = () => `beside:test-${(number += 1)}`;

it('[M3] of several tabs one leads; when it stops the next one does', async () => {
  const name = freshName();
  const [one, two] = [compete(name), compete(name)];
  await waitUntil(() => one.log.length > 0);

  one.stop();
  await waitUntil(() => two.log.length > 0);
  two.stop();

  expect([one.log, two.log]).to.deep.equal([
    ['leads', 'stops'],
    ['leads', 'stops'],
  ]);
});

it('tabs of different names do not wait for each other', async () => {
  const [one, two] = [compete(freshName()), compete(freshName())];

  await waitUntil(() => one.log.length > 0 && two.log.length > 0);
  one.stop();
  two.stop();

  expect([one.log, two.log]).to.deep.equal([
    ['leads', 'stops'],
    ['leads', 'stops'],
  ]);
});

it('who stops while waiting never leads, and stopping twice changes nothing', async () => {
  const name = freshName();
  const [one, two, three] = [compete(name), compete(name), compete(name)];
  await waitUntil(() => one.log.length > 0);

  two.stop();
  two.stop();
  one.stop();
  one.stop();
  await waitUntil(() => three.log.length > 0);
  three.stop();

  expect([two.log, one.log]).to.deep.equal([[], ['leads', 'stops']]);
});

it('a tab of another document hands the lead over when its document is gone', async () => {
  const name = freshName();
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const held = frame.contentWindow?.navigator.locks.request(name, () => new Promise(() => undefined));
  held?.catch(() => undefined);
  await waitUntil(async () => (await navigator.locks.query()).held?.some((lock) => lock.name === name));

  const { log, stop } = compete(name);
  await waitUntil(async () => (await navigator.locks.query()).pending?.some((lock) => lock.name === name));
  const before = [...log];
  frame.remove();
  await waitUntil(() => log.length > 0);
  stop();

  expect([before, log]).to.deep.equal([[], ['leads', 'stops']]);
});

for (const [away, back, target] of [
  ['freeze', 'resume', document],
  ['pagehide', 'pageshow', window],
] as const)
  it(`a tab gives the lead up on ${away} and competes again on ${back}`, async () => {
    const name = freshName();
    const { log, stop } = compete(name);
    await waitUntil(() => log.length > 0);

    target.dispatchEvent(new Event(away));
    const frozen = [...log];
    await waitUntil(async () => !(await isHeld(name)));
    target.dispatchEvent(new Event(back));
    target.dispatchEvent(new Event(back));
    await waitUntil(() => log.length > 2);
    stop();
    target.dispatchEvent(new Event(back));
    await waitUntil(async () => !(await isHeld(name)));

    expect(frozen).to.deep.equal(['leads', 'stops']);
    expect(log).to.deep.equal(['leads', 'stops', 'leads', 'stops']);
  });

it('where locks are refused, as in sandboxed frames, every tab leads', async () => {
  Object.defineProperty(navigator, 'locks', {
    value: { request: () => Promise.reject(new DOMException('refused', 'SecurityError')) },
    configurable: true,
  });
  const [one, two] = [compete(freshName()), compete(freshName())];
  Reflect.deleteProperty(navigator, 'locks');

  await waitUntil(() => one.log.length > 0 && two.log.length > 0);
  one.stop();
  two.stop();

  expect([one.log, two.log]).to.deep.equal([
    ['leads', 'stops'],
    ['leads', 'stops'],
  ]);
});

it('what one says reaches the others, not itself, until it is closed', async () => {
  const name = freshName();
  const [one, two, three] = [talk(name), talk(name), talk(name)];

  one.channel.post({ text: 'hello' });
  await waitUntil(() => two.heard.length > 0 && three.heard.length > 0);
  three.channel.close();
  three.channel.close();
  three.channel.post('too late');
  two.channel.post('again');
  await waitUntil(() => one.heard.length > 0);
  one.channel.close();
  two.channel.close();

  expect([one.heard, two.heard, three.heard]).to.deep.equal([
    ['again'],
    [{ text: 'hello' }],
    [{ text: 'hello' }],
  ]);
});

it('a frozen tab neither hears nor says anything; afterwards it does again', async () => {
  const name = freshName();
  const { heard, channel } = talk(name);
  const outside = new BroadcastChannel(name);
  const said: unknown[] = [];
  outside.addEventListener('message', ({ data }) => said.push(data));

  document.dispatchEvent(new Event('freeze'));
  outside.postMessage('lost');
  channel.post('not said');
  document.dispatchEvent(new Event('resume'));
  outside.postMessage('heard');
  channel.post('said');
  await waitUntil(() => heard.length > 0 && said.length > 0);
  channel.close();
  document.dispatchEvent(new Event('resume'));
  const witness = talk(name);
  outside.postMessage('after the end');
  await waitUntil(() => witness.heard.length > 0);
  witness.channel.close();
  outside.close();

  expect([heard, said]).to.deep.equal([['heard'], ['said']]);
});

/** One tab that wants to lead: every driver competes for itself, as in a page of its own. */
function compete(name: string) {
  const log: string[] = [];
  const stop = createWebLocksTabs().compete(name, (signal) => {
    log.push('leads');
    signal.addEventListener('abort', () => log.push('stops'));
  });
  return { log, stop };
}

function talk(name: string) {
  const heard: unknown[] = [];
  const channel = createWebLocksTabs().channel(name, (message) => heard.push(message));
  return { heard, channel };
}

async function isHeld(name: string): Promise<boolean> {
  const { held, pending } = await navigator.locks.query();
  return [...(held ?? []), ...(pending ?? [])].some((lock) => lock.name === name);
}
