import type { ConsoleTerms } from '../console-terms.ts';

/** What a shortcut does. */
export type ShortcutName =
  | 'accept'
  | 'decline'
  | 'next'
  | 'previous'
  | 'composer'
  | 'end'
  | 'release'
  | 'callbacks'
  | 'dial'
  | 'mute'
  | 'help';

/**
 * Keys by what they do. All with Alt (WCAG 2.1.4), by the place on the keyboard, so that they work while Hangul is on.
 * Left out because browsers use them: Alt with D, E, F, Home, digits and arrows; H, S, T, V and B open Firefox's menus.
 */
const CODES: Readonly<Record<string, ShortcutName>> = {
  KeyA: 'accept',
  KeyX: 'decline',
  KeyN: 'next',
  KeyP: 'previous',
  KeyC: 'composer',
  KeyQ: 'end',
  KeyR: 'release',
  KeyK: 'callbacks',
  KeyL: 'dial',
  KeyM: 'mute',
  Slash: 'help',
};

/** The shortcut a key press means, or undefined. Never one while a syllable is being composed. */
export function findShortcut(
  event: Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code' | 'isComposing'>,
): ShortcutName | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing)
    return undefined;
  return CODES[event.code];
}

/** All shortcuts as a list for people: keys, and what they do. */
export function listShortcuts(words: ConsoleTerms): readonly (readonly [keys: string, text: string])[] {
  return [
    ['Alt A', words.shortcutAccept],
    ['Alt X', words.shortcutDecline],
    ['Alt N', words.shortcutNext],
    ['Alt P', words.shortcutPrevious],
    ['Alt C', words.shortcutComposer],
    ['Alt R', words.shortcutRelease],
    ['Alt Q', words.shortcutEnd],
    ['Alt K', words.shortcutCallbacks],
    ['Alt L', words.shortcutDial],
    ['Alt M', words.shortcutMute],
    ['?', words.shortcutHelp],
    ['Alt /', words.shortcutHelpAnywhere],
    ['/', words.shortcutReady],
  ];
}
