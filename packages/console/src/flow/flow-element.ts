import { property } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { flowEn, type FlowDesignerTerms } from './flow-terms.ts';

/** Base of the designer's elements: its texts. */
export class FlowElement extends ConsoleElement {
  /** Texts of the designer, in the language of `words`. */
  @property({ attribute: false }) texts: FlowDesignerTerms = flowEn;
}
