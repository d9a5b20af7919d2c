import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement } from './base-element.ts';
import { createFormats, type Formats } from './formats.ts';
import { directionOf } from './locale.ts';
import { enCommon } from './terms/common.ts';
import type { CommonTerms } from './terms/texts.ts';

/**
 * Base of every element that shows text of its own: launcher, shell and panels.
 *
 * `terms` and `locale` come from above and travel together; a parent hands both to its children. The element gives
 * itself `lang` and `dir`, because the page around it may be written in another language.
 */
export class PanelElement extends BesideElement {
  /** Texts to show; the parent hands on what it was given. */
  @property({ attribute: false }) terms: CommonTerms = enCommon;
  /** BCP 47 tag of the texts, for formats, `lang` and direction. */
  @property({ attribute: false }) locale = 'en';

  /** Times and days in this element's locale and the customer's zone; replaced when the locale changes. */
  protected formats: Formats = createFormats('en');

  /**
   * One step back, where a panel has steps: `''` when it was made, else what led here from home (`''` is never that; a
   * panel that does not know it gives `undefined`).
   */
  goBack?(): Promise<string | undefined>;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('locale')) this.formats = createFormats(this.locale);
  }

  protected override update(changed: PropertyValues): void {
    if (changed.has('locale')) {
      this.lang = this.locale;
      this.dir = directionOf(this.locale);
    }
    super.update(changed);
  }
}
