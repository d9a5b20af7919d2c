import type { CallbackCommandOfAgent } from '@beside/protocol';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { callbacksEn, type CallbackTerms } from './callback-terms.ts';
import { createTimeTexts, type TimeTexts } from './callback-times.ts';

/** Base of the callback desk's elements: its texts, and times in both zones. */
export class CallbackElement extends ConsoleElement {
  /** Texts of the callback desk, in the language of `words`. */
  @property({ attribute: false }) texts: CallbackTerms = callbacksEn;
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  /** Replaced when the language changes. */
  protected times: TimeTexts = createTimeTexts('en', this.words, this.texts);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('locale') || changed.has('texts') || changed.has('words'))
      this.times = createTimeTexts(this.locale, this.words, this.texts);
  }

  /** Asks for something about a callback or a queue. */
  protected command(command: CallbackCommandOfAgent): void {
    this.wish({ type: 'callback', command });
  }
}
