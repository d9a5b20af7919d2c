import type { BesideLauncher } from '@beside/elements/launcher';
import { BesideError } from '@beside/protocol';
import type { CustomerClient } from '@beside/sdk';
import { expect } from '@open-wc/testing';

import { runCommand } from './run-command.ts';

/** Runs a command on stand-ins that remember what they were asked; answers with that or with the error's code. */
async function run(name: string, ...values: readonly unknown[]): Promise<unknown> {
  const asked: unknown[] = [];
  const remember =
    (method: string) =>
    (...given: unknown[]) =>
      void asked.push([method, ...given]);
  // Only the methods commands use.
  const launcher = {
    show: remember('show'),
    hide: remember('hide'),
    set wantedLocale(locale: string) {
      asked.push(['wantedLocale', locale]);
    },
  } as unknown as BesideLauncher;
  const client = {
    setContext: remember('setContext'),
    setLocale: remember('setLocale'),
    identify: remember('identify'),
    forget: remember('forget'),
  } as unknown as CustomerClient;
  try {
    await runCommand(launcher, client, name, values);
    return asked;
  } catch (error) {
    return error instanceof BesideError ? error.code : error;
  }
}

describe('runCommand', () => {
  it('[S4] hands every command to whom it concerns', async () => {
    expect(await run('open', 'chat')).to.deep.equal([['show', 'chat']]);
    expect(await run('close')).to.deep.equal([['hide']]);
    expect(await run('context', { customerName: 'Kim' })).to.deep.equal([
      ['setContext', { customerName: 'Kim' }],
    ]);
    expect(await run('locale', 'ko')).to.deep.equal([
      ['setLocale', 'ko'],
      ['wantedLocale', 'ko'],
    ]);
    expect(await run('identify', 'token')).to.deep.equal([['identify', 'token']]);
    expect(await run('forget')).to.deep.equal([['forget']]);
  });

  it('[S4] refuses what does not exist, by code', async () => {
    for (const [name, ...values] of [['dance'], ['open', 'kitchen'], ['locale', 7], ['identify']] as const) {
      expect(await run(name, ...values)).to.equal('invalid_option');
    }
  });
});
