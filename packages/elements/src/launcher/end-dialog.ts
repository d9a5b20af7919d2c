import { html, type TemplateResult } from 'lit';

import '../parts/dialog/dialog.ts';
import { enEnding } from '../shared/terms/ending.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';

/** Asks whether the conversation shall really end. A chunk of its own: most are ended by the agent. */
export function renderEndDialog(given: CommonTerms, end: () => void, cancel: () => void): TemplateResult {
  const terms = { ...enEnding, ...given };
  return html`<beside-dialog
    open
    danger
    heading=${terms.endTitle}
    confirm-label=${terms.endConfirm}
    cancel-label=${terms.cancel}
    @beside-confirm=${end}
    @beside-cancel=${cancel}
    >${terms.endDetail}</beside-dialog
  >`;
}
