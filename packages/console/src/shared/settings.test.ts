import { expect } from '@open-wc/testing';

import { chooseLocale, createSettingsStore, type Settings } from './settings.ts';

const defaults: Settings = { isMuted: false, scheme: 'auto', hasShortcuts: true, wasSignedIn: false };

function storage(kept: Record<string, string> = {}): Pick<Storage, 'getItem' | 'setItem'> {
  return { getItem: (key) => kept[key] ?? null, setItem: (key, value) => void (kept[key] = value) };
}

describe('settings', () => {
  it('come back as they were saved', () => {
    const store = createSettingsStore(() => shared);
    const shared = storage();
    const settings: Settings = { ...defaults, isMuted: true, scheme: 'dark', language: 'ko' };

    store.save(settings);

    expect(store.load()).to.deep.equal(settings);
  });

  it('are those of the first day where they are garbled, forged or forbidden', () => {
    const forbidden = createSettingsStore(() => {
      throw new Error('SecurityError');
    });

    expect(createSettingsStore(() => storage({ 'beside-console': '{' })).load()).to.deep.equal(defaults);
    expect(
      createSettingsStore(() => storage({ 'beside-console': '{"scheme":"<b>","isMuted":1}' })).load(),
    ).to.deep.equal(defaults);
    expect(() => forbidden.save(defaults)).not.to.throw();
    expect(forbidden.load()).to.deep.equal(defaults);
  });

  it('choose the language, with the region of the browser for its formats', () => {
    expect(chooseLocale(defaults, ['de-DE', 'en-GB', 'ko-KR'])).to.equal('en-GB');
    expect(chooseLocale(defaults, ['de-DE'])).to.equal('en');
    expect(chooseLocale({ ...defaults, language: 'ko' }, ['en-GB', 'ko-KR'])).to.equal('ko-KR');
    expect(chooseLocale({ ...defaults, language: 'ko' }, ['en-GB'])).to.equal('ko');
  });
});
