import type { CallbackState } from '@beside/sdk';
import { html, type TemplateResult } from 'lit';

import type { CallbackTerms } from '../../shared/terms/texts.ts';
import type { BesideCallbackActEvent } from './callback-events.ts';
import './callback-status.ts';
import type { BesideCallbackCodeEvent } from './code-event.ts';

/** What the panel knows about the callback that it shows. */
export interface StatusInputs {
  readonly state: CallbackState;
  readonly texts: CallbackTerms;
  readonly locale: string;
  /** Server's clock minus this one's, ms. */
  readonly clockOffsetMs: number;
  /** What is wrong, in a sentence. */
  readonly findProblem: () => string | undefined;
  readonly act: (event: BesideCallbackActEvent) => unknown;
  readonly sayCode: (event: BesideCallbackCodeEvent) => unknown;
}

/** What becomes of a callback. A chunk of its own: most who look at the form do not ask for one. */
export function renderStatus(inputs: StatusInputs): TemplateResult {
  const { view, pending, problem, canRetry } = inputs.state;
  const isAhead = pending && pending.callbackId !== view?.callbackId;
  const isCode = problem?.kind === 'verify' && problem.code === 'code_wrong';
  return html`<beside-callback-status
    .texts=${inputs.texts}
    .locale=${inputs.locale}
    .view=${isAhead ? undefined : (view ?? undefined)}
    .pending=${pending}
    .canRetry=${canRetry}
    .problem=${(isCode ? '' : inputs.findProblem()) ?? ''}
    .codeDetails=${isCode ? problem.details : undefined}
    .clockOffsetMs=${inputs.clockOffsetMs}
    @beside-callback-act=${inputs.act}
    @beside-callback-code=${inputs.sayCode}
  ></beside-callback-status>`;
}
