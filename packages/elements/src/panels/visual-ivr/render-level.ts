import type { Article } from '@beside/protocol/knowledge';
import type { FlowChoiceView, FlowView } from '@beside/protocol/visual-ivr';
import { html, nothing, type TemplateResult } from 'lit';

import { costText } from '../../client/cost-text.ts';
import type { Formats } from '../../shared/formats.ts';
import { forwardIcon, icon } from '../../shared/icons.ts';
import { externalLinkIcon, phoneIcon } from '../../shared/more-icons.ts';
import type { CommonTerms, FlowTerms } from '../../shared/terms/texts.ts';
import { choiceOf, costOf } from '../../client/flow-cost.ts';
import { renderBlocks } from '../../shared/render-blocks.ts';
import { renderBody } from './render-body.ts';

/** What a level is drawn from. */
export interface LevelParts {
  readonly texts: FlowTerms;
  readonly terms: CommonTerms;
  readonly formats: Formats;
  readonly now: number;
  readonly choose: (choiceId: string) => void;
  readonly next: () => void;
  readonly solved: (helped: boolean) => void;
  readonly open: (channel: 'chat' | 'callback') => void;
  readonly home: () => void;
  /** The article of a level, once it was loaded; `null`: it could not be. */
  readonly article: Article | null | undefined;
  readonly retry: () => void;
}

/** Ways on, as cards with what they cost. */
export function renderChoices(choices: readonly FlowChoiceView[], parts: LevelParts): TemplateResult {
  const { terms, formats, now, choose } = parts;
  return html`<div class="choices">
    ${choices.map(choiceOf).map(
      ({ choiceId, label, detail, shape, cost }) =>
        html`<button type="button" class="card" data-choice=${choiceId} @click=${() => choose(choiceId)}>
          ${shape ? html`<span class="picture">${icon(shape, 22)}</span>` : nothing}
          <span class="words" dir="auto"
            ><span class="title">${label}</span><span class="detail">${detail}</span
            ><span class="detail">${costText(cost, terms, formats, now)}</span></span
          >
          <span class="onwards">${forwardIcon()}</span>
        </button>`,
    )}
  </div>`;
}

/** An article of the flow or of the site's knowledge, with the question whether it helped. */
export function renderArticle(
  view: Extract<FlowView, { kind: 'article' }>,
  parts: LevelParts,
): TemplateResult {
  const { texts, terms, article, retry, next, solved } = parts;
  const isMissing = view.articleId !== undefined && !article;
  return html`<div class="article">
      ${
        article
          ? renderBlocks(article.blocks)
          : view.body
            ? renderBody(view.body)
            : article === null
              ? html`<p role="alert">${texts.failed}</p>
                  <button type="button" class="button" @click=${retry}>${terms.retry}</button>`
              : html`<p class="waiting" role="status">${terms.loading}</p>`
      }
    </div>
    ${view.asksSolved && !isMissing ? renderHelped(texts, view.helped, solved) : nothing}
    ${
      view.canContinue && view.helped !== true
        ? html`<button type="button" class="button wide" @click=${next}>${texts.next}</button>`
        : nothing
    }`;
}

/** “Did this help?”, and what is said to the answer. */
export function renderHelped(
  texts: FlowTerms,
  helped: boolean | undefined,
  solved: (helped: boolean) => void,
): TemplateResult {
  return html`<div class="helped">
    ${
      helped === undefined
        ? html`<span id="helped">${texts.helpedQuestion}</span>
            <span class="answers" role="group" aria-labelledby="helped">
              <button type="button" class="button" @click=${() => solved(true)}>${texts.yes}</button>
              <button type="button" class="button" @click=${() => solved(false)}>${texts.no}</button>
            </span>`
        : html`<p role="status">${helped ? texts.thanks : texts.sorry}</p>`
    }
  </div>`;
}

/** Where an action leads, to be opened again: after a reload, a page that was left, or a call that was not begun. */
export function renderAction(view: Extract<FlowView, { kind: 'action' }>, parts: LevelParts): TemplateResult {
  const { texts, terms, formats, now, next, open } = parts;
  const { action, isUp, canContinue } = view;
  const cost = view.cost && costText(costOf(view.cost), terms, formats, now);
  return html`${isUp ? nothing : html`<p class="down">${cost || texts.notUp}</p>`}
  ${renderWay(action, isUp, texts, open)}
  ${isUp && cost ? html`<p class="detail" dir="auto">${cost}</p>` : nothing}
  ${canContinue ? html`<button type="button" class="button wide" @click=${next}>${texts.otherWay}</button>` : nothing}`;
}

function renderWay(
  action: Extract<FlowView, { kind: 'action' }>['action'],
  isUp: boolean,
  texts: FlowTerms,
  open: LevelParts['open'],
): TemplateResult {
  switch (action.do) {
    case 'chat':
    case 'callback':
      return html`<button
        type="button"
        class="button primary wide"
        ?disabled=${!isUp && action.do === 'callback'}
        @click=${() => open(action.do)}
      >
        ${action.do === 'chat' ? texts.openChat : texts.openCallback}
      </button>`;
    case 'page': {
      const isElsewhere = !action.address.startsWith('/');
      return html`<a
          class="button primary wide"
          href=${action.address}
          target=${isElsewhere ? '_blank' : nothing}
          rel=${isElsewhere ? 'noopener noreferrer' : nothing}
          ><span dir="auto">${action.label}</span>${isElsewhere ? externalLinkIcon() : forwardIcon()}</a
        >
        ${isElsewhere ? html`<p class="detail">${texts.opensElsewhere}</p>` : nothing}`;
    }
    case 'phone':
      return html`<a class="button primary wide" href="tel:${action.number.replace(/[^+\d]/g, '')}"
        >${phoneIcon()}<span dir="ltr">${texts.callNumber(action.number)}</span></a
      >`;
  }
}

/** The end of a way. */
export function renderEnd(parts: LevelParts): TemplateResult {
  const { texts, home } = parts;
  return html`<button type="button" class="button wide" @click=${home}>${texts.back}</button>`;
}
