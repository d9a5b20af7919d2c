import type { FlowDeskClient } from '@beside/sdk/agent';
import { languageOf } from '@beside/elements/shared';

import type { Language } from '../shared/languages.ts';
import type { FlowDesignerTerms } from './flow-terms.ts';

/** What is loaded when the designer is opened for the first time. */
export interface FlowPart {
  readonly texts: FlowDesignerTerms;
  /** Opens the way to a site's flow, on the session of this console. */
  openDesk(this: void, siteId: string): FlowDeskClient;
}

/** Loads the designer and its texts; rejects when the network does not give them. May be called again. */
export async function loadFlowDesk({ locale }: Language): Promise<FlowPart> {
  const [texts, { createFlowDesk }] = await Promise.all([
    loadTexts(languageOf(locale)),
    import('@beside/sdk/agent'),
    import('./flow-desk.ts'),
  ]);
  return { texts, openDesk: (siteId) => createFlowDesk({ siteId }) };
}

async function loadTexts(language: string): Promise<FlowDesignerTerms> {
  return language === 'ko'
    ? (await import('../locales/flow-ko.ts')).flowKo
    : (await import('./flow-terms.ts')).flowEn;
}
