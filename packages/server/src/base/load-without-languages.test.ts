import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadWithoutLanguages } from './load-without-languages.ts';

describe('loading without languages', () => {
  it('leaves a schema library that refuses as before, with the texts of English only', async () => {
    const z = await loadWithoutLanguages(() => import('zod/mini'));
    const { issues } = z.object({ name: z.string() }).safeParse({ name: 1 }).error ?? {};

    assert.deepEqual(Object.keys(z.locales), ['default']);
    assert.deepEqual(
      issues?.map(({ code, path }) => ({ code, path })),
      [{ code: 'invalid_type', path: ['name'] }],
    );
  });

  it('lets everything else be found as always, and what fails is told', async () => {
    const failing = loadWithoutLanguages(() => Promise.reject(new Error('not there')));

    await assert.rejects(failing, /not there/);
  });
});
