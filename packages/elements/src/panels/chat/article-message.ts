import type { ArticleContent } from '@beside/protocol';
import type { Article } from '@beside/protocol/knowledge';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { findAnswerTerms } from '../../shared/find-answer-terms.ts';
import { icon } from '../../shared/icons.ts';
import { checkIcon, userIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { renderBlocks } from '../../shared/render-blocks.ts';
import { enAnswer, type AnswerTerms } from '../../shared/terms/answer.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideArticleEvent } from './article-event.ts';
import { articleMessageStyles } from './article-message.styles.ts';
import { messageStyles } from './message.styles.ts';

/** A bolt: nobody wrote this. */
const automaticIcon = (): TemplateResult => icon('M13 3 5.5 13.5H11L10 21l8-11h-5.5Z');
/** An open book. */
const articleIcon = (): TemplateResult =>
  icon('M12 6.5C10 5 7 4.5 3.5 5v13c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5ZM12 6.5v13');

/**
 * An article that came as a message: an automatic answer, or one that an agent sent. It is read in place. While the
 * customer waits, an automatic one has "That helped" and "Talk to a person" beside it.
 *
 * @element beside-article-message
 * @fires {BesideArticleEvent} beside-article - The person wants something of it.
 */
export class BesideArticleMessage extends PanelElement {
  static override styles = [tokens, controls, messageStyles, articleMessageStyles];

  #answerTerms: AnswerTerms = enAnswer;

  @state() private article: Article | 'loading' | 'failed' | undefined = undefined;
  @state() private isOpen = false;
  /** When a person answers, once that was asked. */
  @state() private when = '';

  /** What to show. */
  @property({ attribute: false }) content: ArticleContent | undefined = undefined;
  /** Number of the message. */
  @property({ attribute: false }) seq: number | undefined = undefined;
  /** Nobody wrote it. */
  @property({ type: Boolean }) automatic = false;
  /** The reader is the customer, who may open it. */
  @property({ type: Boolean }) readable = false;
  /** The customer waits for somebody, so that it may be enough. */
  @property({ type: Boolean }) waiting = false;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('locale')) void this.#findTerms(this.locale);
  }

  override render(): TemplateResult | typeof nothing {
    const { content, automatic, seq } = this;
    if (!content) return nothing;
    const terms = this.#answerTerms;
    return html`<p class="mark">
        ${automatic ? automaticIcon() : articleIcon()}${automatic ? terms.automaticAnswer : terms.article}
      </p>
      <p class="title" dir="auto">${content.title}</p>
      ${this.#body(content)}
      ${
        this.readable
          ? html`<button
              type="button"
              class="link"
              aria-expanded=${this.isOpen}
              aria-disabled=${this.article === 'loading'}
              @click=${() => this.#read(content)}
            >
              ${this.isOpen ? terms.readLess : terms.readOn}
            </button>`
          : nothing
      }
      ${
        automatic && this.waiting && seq !== undefined
          ? html`<div class="wishes">
              <button
                type="button"
                class="button"
                @click=${() => this.dispatchEvent(new BesideArticleEvent({ kind: 'helped', seq }))}
              >
                ${checkIcon()}${terms.helped}
              </button>
              <button type="button" class="button" @click=${this.#askForPerson}>
                ${userIcon()}${terms.person}
              </button>
            </div>`
          : nothing
      }
      <p class="when" role="status">${this.waiting ? this.when : ''}</p>`;
  }

  #body(content: ArticleContent): TemplateResult {
    const { article } = this;
    if (this.isOpen && typeof article === 'object')
      return html`<div class="body" lang=${article.locale}>${renderBlocks(article.blocks)}</div>`;
    return html`<div class="body"><p dir="auto">${content.text}</p></div>
      ${article === 'failed' ? html`<p class="problem" role="alert">${this.#answerTerms.readFailed}</p>` : nothing}`;
  }

  #read({ articleId }: ArticleContent): void {
    if (this.article === 'loading') return;
    if (typeof this.article === 'object') {
      this.isOpen = !this.isOpen;
      return;
    }
    this.article = 'loading';
    this.dispatchEvent(
      new BesideArticleEvent({
        kind: 'read',
        articleId,
        take: (article) => {
          this.article = article ?? 'failed';
          this.isOpen = article !== undefined;
        },
      }),
    );
  }

  #askForPerson = (): void => {
    this.dispatchEvent(new BesideArticleEvent({ kind: 'person', take: (text) => (this.when = text) }));
  };

  async #findTerms(locale: string): Promise<void> {
    const terms = await findAnswerTerms(locale);
    if (locale !== this.locale) return;
    this.#answerTerms = terms;
    this.requestUpdate();
  }
}

defineElement('beside-article-message', BesideArticleMessage);

declare global {
  interface HTMLElementTagNameMap {
    'beside-article-message': BesideArticleMessage;
  }
}
