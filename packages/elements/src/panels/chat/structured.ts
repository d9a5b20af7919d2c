import type {
  ArticleContent,
  CardContent,
  ChoicesContent,
  Content,
  FormContent,
  FormReplyContent,
} from '@beside/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { checkIcon, externalLinkIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { renderSafeText } from '../../shared/render-safe-text.ts';
import { enForms } from '../../shared/terms/forms.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideAnswerEvent } from './chat-events.ts';
import './form-message.ts';
import { messageStyles } from './message.styles.ts';
import { structuredStyles } from './structured.styles.ts';

/**
 * A message with more than text: choices, a card, a form or the answer to one. Loaded when the first one is shown;
 * until then its text stands in its place.
 *
 * @element beside-structured
 * @slot - The text of the message, shown until this element is loaded.
 * @fires {BesideAnswerEvent} beside-answer - The person answered.
 */
export class BesideStructured extends PanelElement {
  static override styles = [tokens, controls, messageStyles, structuredStyles];

  /** What to show. */
  @property({ attribute: false }) content: Content | undefined = undefined;
  /** Number of the message, which an answer names. */
  @property({ attribute: false }) seq: number | undefined = undefined;
  /** What the customer answered already. */
  @property({ attribute: false }) answer: Content | undefined = undefined;
  /** For the answer to a form: the form, for its labels. */
  @property({ attribute: false }) form: FormContent | undefined = undefined;
  /** Cannot be answered: it is over, or the reader is not the one asked. */
  @property({ type: Boolean }) disabled = false;
  /** Nobody wrote it. */
  @property({ type: Boolean }) automatic = false;
  /** The customer waits for somebody. */
  @property({ type: Boolean }) waiting = false;
  /** The reader is the customer, who may open what there is to read. */
  @property({ type: Boolean }) readable = false;

  protected override updated(): void {
    // Most structured messages are none; until it is there, nothing of it is shown but the words of its fallback.
    if (this.content?.kind === 'article') void import('./article-message.ts').catch(() => undefined);
  }

  override render(): TemplateResult | typeof nothing {
    const { content } = this;
    switch (content?.kind) {
      case 'choices':
        return this.#choices(content);
      case 'card':
        return renderCard(content);
      case 'form':
        return this.#form(content);
      case 'form-reply':
        return renderReply(content, this.form);
      case 'article':
        return this.#article(content);
      case 'text':
      case undefined:
        return nothing;
      default:
        return content satisfies never;
    }
  }

  #article(content: ArticleContent): TemplateResult {
    return html`<beside-article-message
      .content=${content}
      .seq=${this.seq}
      .locale=${this.locale}
      ?automatic=${this.automatic}
      ?waiting=${this.waiting}
      ?readable=${this.readable}
      ><p class="title" dir="auto">${content.title}</p>
      <div class="text" dir="auto">${content.text}</div></beside-article-message
    >`;
  }

  #choices(content: ChoicesContent): TemplateResult {
    const answer = this.answer?.kind === 'text' ? this.answer.replyTo?.optionId : undefined;
    const isAnswered = this.answer !== undefined;
    return html`<div class="text" dir="auto" id="question">${renderSafeText(content.text)}</div>
      <div class="choices" role="group" aria-labelledby="question">
        ${content.options.map(({ id, label }) => {
          const isChosen = id === answer;
          return html`<button
            type="button"
            class="button choice ${isChosen ? 'chosen' : ''}"
            aria-pressed=${isAnswered ? String(isChosen) : nothing}
            ?disabled=${this.disabled || isAnswered}
            dir="auto"
            @click=${() => this.#choose(id, label)}
          >
            ${isChosen ? checkIcon() : nothing}${label}
          </button>`;
        })}
      </div>`;
  }

  #form(content: FormContent): TemplateResult {
    return html`<div class="text" dir="auto">${renderSafeText(content.text)}</div>
      ${
        this.answer
          ? html`<p class="answered">${checkIcon()}${{ ...enForms, ...this.terms }.answered}</p>`
          : html`<beside-form-message
              .content=${content}
              .seq=${this.seq}
              .terms=${this.terms}
              ?disabled=${this.disabled}
            ></beside-form-message>`
      }`;
  }

  #choose(optionId: string, label: string): void {
    if (this.seq === undefined) return;
    this.dispatchEvent(
      new BesideAnswerEvent({ kind: 'text', text: label, replyTo: { seq: this.seq, optionId } }),
    );
  }
}

function renderCard({ title, text, link }: CardContent): TemplateResult {
  return html`<p class="title" dir="auto">${title}</p>
    <div class="text" dir="auto">${renderSafeText(text)}</div>
    ${
      link
        ? html`<a
            class="button card-link"
            href=${link.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            dir="auto"
            >${link.label}${externalLinkIcon()}</a
          >`
        : nothing
    }`;
}

function renderReply({ values }: FormReplyContent, form: FormContent | undefined): TemplateResult {
  const labelOf = (id: string): string => form?.fields.find((field) => field.id === id)?.label ?? id;
  return html`<dl>
    ${Object.entries(values).map(
      ([id, value]) =>
        html`<div>
          <dt dir="auto">${labelOf(id)}</dt>
          <dd dir="auto">${value || '–'}</dd>
        </div>`,
    )}
  </dl>`;
}

defineElement('beside-structured', BesideStructured);

declare global {
  interface HTMLElementTagNameMap {
    'beside-structured': BesideStructured;
  }
}
