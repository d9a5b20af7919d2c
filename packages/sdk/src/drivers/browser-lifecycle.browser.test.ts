import { expect } from '@open-wc/testing';
import { watchBrowserLifecycle } from './browser-lifecycle.ts';

it('a page that comes back or online wakes its client, one that goes tells it to leave', () => {
  const { log, stop } = watch();

  window.dispatchEvent(new Event('online'));
  window.dispatchEvent(new PageTransitionEvent('pageshow'));
  document.dispatchEvent(new Event('resume'));
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  stop();

  expect(log).to.deep.equal(['wake', 'wake', 'wake', 'leave']);
});

it('a page that is hidden wakes nobody, one that is seen again does', () => {
  const { log, stop } = watch();

  changeVisibility('hidden');
  const whileHidden = [...log];
  changeVisibility('visible');
  stop();
  // What this file put over the document's own.
  Reflect.deleteProperty(document, 'visibilityState');

  expect([whileHidden, log]).to.deep.equal([[], ['wake']]);
});

it('once stopped, twice or not, nothing is heard', () => {
  const { log, stop } = watch();

  stop();
  stop();
  for (const type of ['online', 'pageshow', 'pagehide']) window.dispatchEvent(new Event(type));
  for (const type of ['resume', 'visibilitychange']) document.dispatchEvent(new Event(type));

  expect(log).to.deep.equal([]);
});

function watch() {
  const log: string[] = [];
  const stop = watchBrowserLifecycle({ wake: () => log.push('wake'), leave: () => log.push('leave') });
  return { log, stop };
}

function changeVisibility(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
