import type { CustomerClient } from '@beside/sdk';
import { html, type TemplateResult } from 'lit';

import { chatEn } from '../panels/chat/chat-terms.ts';
import '../panels/chat/chat-log.ts';
import '../panels/earlier/earlier.ts';
import { BesideNavigateEvent } from '../panels/home/home-events.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';

/** What it is given. */
interface EarlierInputs {
  readonly client: CustomerClient;
  readonly terms: CommonTerms;
  readonly locale: string;
}

/** The panel of earlier conversations, with the log that shows one of them. */
export function renderEarlierPanel({ client, terms, locale }: EarlierInputs): TemplateResult {
  return html`<beside-earlier
    id="panel"
    .client=${client}
    .terms=${terms}
    .chatTerms=${{ ...chatEn, ...terms }}
    .locale=${locale}
    @beside-write-again=${writeAgain}
  ></beside-earlier>`;
}

function writeAgain({ target }: Event): void {
  target?.dispatchEvent(new BesideNavigateEvent('chat'));
}
