import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchBrowserLifecycle } from './browser-lifecycle.ts';
import { createWebLocksTabs } from './web-locks-tabs.ts';

test('outside of browsers nothing is watched', () => {
  const log: string[] = [];

  watchBrowserLifecycle({ wake: () => log.push('wake'), leave: () => log.push('leave') })();

  assert.deepEqual(log, []);
});

test('outside of browsers every tab leads at once and none talks', () => {
  const tabs = createWebLocksTabs();
  const signals: AbortSignal[] = [];

  const stops = [1, 2].map(() => tabs.compete('site', (signal) => signals.push(signal)));
  const channel = tabs.channel('site', () => signals.pop());
  channel.post('hello');
  channel.close();
  stops[0]?.();

  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, false],
  );
});
