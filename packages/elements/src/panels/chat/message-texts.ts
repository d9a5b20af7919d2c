import type { renderSafeText } from '../../shared/render-safe-text.ts';

/** Shows the texts of messages in one element. */
export interface MessageTexts {
  /** For a child of an element as `renderSafeText` wants it; as written until what reads it is loaded. */
  render(text: string): unknown;
}

/** Whatever `parseSafeText` could give a meaning has one of these in it; everything else is shown as it is. */
const meaningful = /[`*_]|(?:https?|mailto|tel):/iu;

/**
 * Most messages are nothing but words. What finds links and emphasis in the others is loaded with the first of them; where
 * it cannot be, they stay as they were written, and the next one tries again.
 *
 * @param onLoaded texts look different now.
 */
export function createMessageTexts(onLoaded: () => void): MessageTexts {
  let loading: Promise<void> | undefined;
  let read: typeof renderSafeText | undefined;
  const load = async (): Promise<void> => {
    try {
      read = (await import('../../shared/render-safe-text.ts')).renderSafeText;
      onLoaded();
    } catch {
      loading = undefined;
    }
  };
  return {
    render(text) {
      if (!meaningful.test(text)) return text;
      if (read) return read(text);
      loading ??= load();
      return text;
    },
  };
}
