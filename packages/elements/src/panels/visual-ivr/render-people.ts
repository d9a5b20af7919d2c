import type { FlowCost } from '@beside/protocol/visual-ivr';
import { html, nothing, type TemplateResult } from 'lit';

import { costText } from '../../client/cost-text.ts';
import type { Formats } from '../../shared/formats.ts';
import { chatIcon } from '../../shared/icons.ts';
import { phoneIcon } from '../../shared/phone-icon.ts';
import type { CommonTerms, FlowTerms } from '../../shared/terms/texts.ts';
import { costOf } from '../../client/flow-cost.ts';

/** What the ways to a person are drawn from. */
export interface PeopleParts {
  readonly people: readonly FlowCost[];
  readonly texts: FlowTerms;
  readonly terms: CommonTerms;
  readonly formats: Formats;
  readonly now: number;
  /** The site calls back. */
  readonly callsBack: boolean;
  readonly ask: (kind: 'chat' | 'callback') => void;
  readonly called: () => void;
}

/** A person, one press away at every level, with what each way costs now (I2, I4). */
export function renderPeople(parts: PeopleParts): TemplateResult {
  const { texts, people, callsBack } = parts;
  const chat = people.find(({ kind }) => kind === 'chat');
  const callback = people.find(({ kind }) => kind === 'callback');
  const phone = people.find((one) => one.kind === 'phone');
  return html`<section class="people" aria-label=${texts.peopleTitle}>
    <h4>${texts.peopleTitle}</h4>
    <div class="ways">
      ${wayButton(parts, 'chat', chat)} ${callsBack ? wayButton(parts, 'callback', callback) : nothing}
      ${
        phone?.kind === 'phone'
          ? html`<a class="way" href="tel:${phone.number.replace(/[^+\d]/g, '')}" @click=${parts.called}>
              ${phoneIcon()}<span
                ><span class="title">${texts.peoplePhone}</span
                ><span class="detail" dir="auto">${phone.price ?? phone.number}</span></span
              ></a
            >`
          : nothing
      }
    </div>
  </section>`;
}

function wayButton(
  { texts, terms, formats, now, ask }: PeopleParts,
  kind: 'chat' | 'callback',
  cost: FlowCost | undefined,
): TemplateResult {
  const isDown = cost !== undefined && 'isUp' in cost && !cost.isUp;
  // Where nobody is there a message still can be left.
  const told = cost ? costText(costOf(cost), terms, formats, now) : '';
  const state = kind === 'chat' ? (isDown ? texts.leaveMessage : told || texts.peopleNow) : told;
  return html`<button
    type="button"
    class="way"
    ?disabled=${kind === 'callback' && isDown}
    @click=${() => ask(kind)}
  >
    ${kind === 'chat' ? chatIcon() : phoneIcon()}<span
      ><span class="title">${kind === 'chat' ? texts.peopleChat : texts.peopleCallback}</span
      ><span class="detail">${state}</span></span
    >
  </button>`;
}
