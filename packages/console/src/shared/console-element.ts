import { en, PanelElement, type Terms } from '@beside/elements/shared';
import { property } from 'lit/decorators.js';

import { consoleEn, type ConsoleTerms } from '../console-terms.ts';
import { BesideWishEvent, type Wish } from './wishes.ts';

/** Base of the console's elements: its own terms beside those of the panels, and the way to say a wish. */
export class ConsoleElement extends PanelElement {
  /** Texts of the chat, all of them: an agent's page shows everything sooner or later. */
  override terms: Terms = en;
  /** Texts of the console; `terms` are those of the chat. */
  @property({ attribute: false }) words: ConsoleTerms = consoleEn;

  /** Asks the root for something. */
  protected wish(wish: Wish): void {
    this.dispatchEvent(new BesideWishEvent(wish));
  }
}
