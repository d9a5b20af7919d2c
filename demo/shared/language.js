const STORAGE_KEY = 'neuru.language';

/** The languages the shops speak; the first is spoken to whoever reads neither. */
export const LANGUAGES = Object.freeze(['en', 'ko']);

/**
 * The language to begin with: the visitor's own choice, else the browser's first language we speak.
 *
 * @param {string | null} chosen what an earlier visit stored; anything unknown is ignored
 * @param {readonly string[]} preferred BCP 47 tags in order of liking, as in `navigator.languages`
 * @returns {'en' | 'ko'}
 */
export function pickLanguage(chosen, preferred) {
  const wishes = [chosen ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0]);
  return wishes.find((wish) => LANGUAGES.includes(wish)) ?? LANGUAGES[0];
}

/**
 * The page's language: read once, kept in `storage` only when the visitor chooses.
 *
 * @param {Storage} storage
 * @param {readonly string[]} preferred
 */
export function createLanguage(storage, preferred) {
  const listeners = new Set();
  let current = pickLanguage(storage.getItem(STORAGE_KEY), preferred);

  return {
    get current() {
      return current;
    },
    /** Switches and remembers; listeners are told even when the language stays. */
    choose(language) {
      current = pickLanguage(language, []);
      storage.setItem(STORAGE_KEY, current);
      for (const listener of listeners) listener();
    },
    /** Returns the way to stop listening. */
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
