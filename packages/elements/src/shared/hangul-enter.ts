/** What {@link startHangulEnter} needs to know. */
export interface HangulEnterOptions {
  /** Called once per Enter that means "send"; the field's value is complete and may be cleared now. */
  readonly onSend: (text: string) => void;
  /** Runs a callback in a later task. Default: `setTimeout` with 0 ms. Handed in by tests. */
  readonly later?: (run: () => void) => unknown;
}

/** Only Hangul, syllables or single jamo: what a Korean keyboard composes and no candidate window ever shows. */
const pureHangul = /^\p{Script=Hangul}+$/u;

/** The same key press reported twice arrives within this time; a person cannot press twice as fast. */
const samePressMs = 50;

/** A key held without a release in between counts as the same press for this long; later its release was lost. */
const heldPressMs = 1000;

/** What an input method reports while it handles a key itself (UI Events, appendix on `keyCode`). */
const handledByInputMethod = 229;

/**
 * Makes Enter send, in every writing system: one press, one message.
 *
 * The last Hangul syllable is always still composing when Enter is pressed, so the usual guard ("ignore Enter while
 * composing") costs Koreans a second press, and no guard sends a stray syllable. Here:
 *
 * - Enter while only Hangul composes waits for the end of the composition, then sends, in a later task so that the
 *   value is complete. Chrome on macOS reports that press a second time as a plain Enter; it is swallowed.
 * - Safari ends the composition before it reports the press, with keyCode 229. Within 50 ms it belongs to it.
 * - Enter while anything else composes picks a candidate (Japanese, Chinese, Hanja) and never sends.
 * - Shift+Enter is left to the field, which starts a new line.
 *
 * Never writes to the field. Returns the way to stop.
 */
export function startHangulEnter(field: HTMLTextAreaElement, options: HangulEnterOptions): () => void {
  const later = options.later ?? ((run: () => void) => setTimeout(run));
  const listening = new AbortController();
  const { signal } = listening;
  let composing = false;
  let composed = '';
  let composedAt = -Infinity;
  let sendAfterComposition = false;
  let pressedAt = -Infinity;
  let released = true;
  /** Only a press that has to do with a composition is ever reported twice; other presses that follow a release are new. */
  let mayComeAgain = false;

  const sendLater = (): void => {
    later(() => {
      if (!signal.aborted) options.onSend(field.value);
    });
  };
  const samePress = (at: number): boolean =>
    (mayComeAgain && at - pressedAt <= samePressMs) || (!released && at - pressedAt <= heldPressMs);
  const press = (at: number, isComposing: boolean): void => {
    pressedAt = at;
    released = false;
    mayComeAgain = isComposing;
  };

  const handleEnter = (event: KeyboardEvent): void => {
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = event.timeStamp;

    if (composing || event.isComposing) {
      if (samePress(at)) return event.preventDefault();
      press(at, true);
      if (!pureHangul.test(composed)) return;
      event.preventDefault();
      sendAfterComposition = true;
      return;
    }

    if (event.repeat || samePress(at)) return event.preventDefault();
    const endedJustNow = at - composedAt <= samePressMs;
    press(at, endedJustNow);
    if (event.keyCode === handledByInputMethod && !(endedJustNow && pureHangul.test(composed))) return;
    event.preventDefault();
    if (endedJustNow) return sendLater();
    // At once: what is typed behind this Enter, while the page is busy, is no longer a part of it.
    options.onSend(field.value);
  };

  field.addEventListener(
    'compositionstart',
    () => {
      composing = true;
      composed = '';
      sendAfterComposition = false;
    },
    { signal },
  );
  field.addEventListener(
    'compositionupdate',
    (event) => {
      composed = event.data;
    },
    { signal },
  );
  field.addEventListener(
    'compositionend',
    (event) => {
      composing = false;
      composed = event.data || composed;
      composedAt = event.timeStamp;
      if (!sendAfterComposition) return;
      sendAfterComposition = false;
      pressedAt = event.timeStamp;
      mayComeAgain = true;
      sendLater();
    },
    { signal },
  );
  field.addEventListener(
    'keydown',
    (event) => {
      if (isEnter(event)) handleEnter(event);
      // Another key while a send was waiting: the input method kept composing, so that Enter was not the end.
      else sendAfterComposition = false;
    },
    { signal },
  );
  field.addEventListener(
    'keyup',
    (event) => {
      if (isEnter(event)) released = true;
    },
    { signal },
  );
  field.addEventListener(
    'blur',
    () => {
      released = true;
      sendAfterComposition = false;
    },
    { signal },
  );

  return () => {
    listening.abort();
  };
}

/** By position as well: while composing, Windows names the key `Process`. */
function isEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter';
}
