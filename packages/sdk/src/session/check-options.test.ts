import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSiteId, readLocale } from './check-options.ts';

test('a site’s name is let through, or refused with the mend', () => {
  assert.equal(checkSiteId('shop-kr'), 'shop-kr');
  for (const text of ['', '-shop', 'shop-', 'Shop', 'a'.repeat(41), undefined as never])
    assert.throws(() => checkSiteId(text), {
      code: 'invalid_option',
      details: { option: 'siteId', mend: '1 to 40 of a–z, 0–9 and hyphens' },
    });
});

test('a language tag is kept as it is, and what is none counts as English', () => {
  assert.deepEqual(['ko', 'en-US', 'zh-Hant-TW', '', 'x', 'ko_KR', 'de-', undefined].map(readLocale), [
    'ko',
    'en-US',
    'zh-Hant-TW',
    'en',
    'en',
    'en',
    'en',
    'en',
  ]);
});
