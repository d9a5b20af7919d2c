import { BesideError, LIMITS } from '@beside/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { controlRoot } from '../../shared/base-element.ts';
import { defineElement } from '../../shared/define-element.ts';
import { startHangulEnter } from '../../shared/hangul-enter.ts';
import { alertIcon, sendIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import type { ChatTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideDraftEvent, BesideSendEvent } from './chat-events.ts';
import { chatEn } from './chat-terms.ts';
import { composerStyles } from './composer.styles.ts';
import { createReasons } from './reasons.ts';
import { measureText } from './text-size.ts';

/**
 * Where a message is written. Enter sends in every writing system (M2), Shift+Enter starts a line; the field grows with
 * its text. Sending empties it at once; a refused text comes back with the reason.
 *
 * Keys can be taken from it by a capturing `keydown` listener on the element that stops the event.
 *
 * @element beside-composer
 * @fires {BesideSendEvent} beside-send - The person wants to send; hand the sending to its `waitUntil`.
 * @fires {BesideDraftEvent} beside-draft - The text changed.
 * @csspart field - The text area.
 * @csspart send - The send button.
 */
export class BesideComposer extends PanelElement {
  static override shadowRootOptions: ShadowRootInit = controlRoot;
  static override styles = [tokens, composerStyles];

  readonly #reasons = createReasons(() => this.requestUpdate());
  #stopEnter: (() => void) | undefined;
  #isComposing = false;
  #afterComposition: (() => void)[] = [];

  @query('textarea') private field!: HTMLTextAreaElement;

  /** The text as last committed; the field itself is never written to by rendering. */
  @state() private text = '';
  /** Code of the register why the last sending was refused. */
  @state() private refusal: string | undefined = undefined;

  override terms: ChatTerms = chatEn;
  /** Name of the field; the terms' when empty. */
  @property() label = '';
  /** Shown while it is empty; the terms' when empty. */
  @property() placeholder = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#startEnter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopEnter?.();
  }

  protected override firstUpdated(): void {
    this.#startEnter();
  }

  protected override updated(changed: PropertyValues): void {
    // With the next frame, which is laid out anyway: measured at once, it would hold up what was just sent.
    if (changed.has('text') || changed.has('placeholder')) requestAnimationFrame(() => this.#fit());
  }

  /** What is written now, an open composition included. */
  get value(): string {
    return this.hasUpdated ? this.field.value : '';
  }

  /** Puts text where the caret is, in place of what is selected; waits while a syllable is being composed. */
  insert(text: string): void {
    this.#whenComposed(() => {
      const { field } = this;
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
      this.#commit();
      field.focus();
    });
  }

  /** Replaces everything that is written; waits while a syllable is being composed. */
  replace(text: string): void {
    this.#whenComposed(() => {
      this.field.value = text;
      this.#commit();
    });
  }

  /** Puts back what was written earlier, if nothing is written now; not told, because nobody is typing. */
  restore(text: string): void {
    this.#whenComposed(() => {
      if (this.field.value) return;
      this.field.value = this.text = text;
    });
  }

  override render(): TemplateResult {
    const { terms } = this;
    const size = measureText(this.text, LIMITS.maxTextBytes);
    return html`<div class="box">
        <textarea
          part="field"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${this.label || terms.messageLabel}
          aria-describedby="note"
          aria-invalid=${size.isTooLong ? 'true' : nothing}
          placeholder=${this.placeholder || terms.messagePlaceholder}
          @input=${this.#handleInput}
          @compositionstart=${this.#handleCompositionStart}
          @compositionend=${this.#handleCompositionEnd}
        ></textarea>
        <button
          part="send"
          type="button"
          class="send"
          aria-label=${terms.send}
          title=${terms.send}
          aria-disabled=${!this.text.trim() || size.isTooLong}
          @pointerdown=${keepFocus}
          @mousedown=${keepFocus}
          @click=${this.#handleClick}
        >
          ${sendIcon()}
        </button>
      </div>
      <div id="note" role="status">
        ${
          size.isTooLong
            ? html`<p class="note bad">
                ${alertIcon()}${terms.tooLong(this.formats.number(size.maxCharacters))}
              </p>`
            : this.refusal
              ? html`<p class="note bad">${alertIcon()}${this.#reasons.find(terms, this.refusal)}</p>`
              : size.charactersLeft === undefined
                ? nothing
                : html`<p class="note">${terms.charactersLeft(this.formats.number(size.charactersLeft))}</p>`
        }
      </div>`;
  }

  #startEnter(): void {
    this.#stopEnter = startHangulEnter(this.field, { onSend: () => this.#send() });
  }

  #send(): void {
    const text = this.field.value.trim();
    if (!text || measureText(text, LIMITS.maxTextBytes).isTooLong) return this.#commit();
    this.field.value = '';
    this.refusal = undefined;
    this.#commit();
    this.dispatchEvent(
      new BesideSendEvent(text, (sending) => {
        sending.catch((error: unknown) => this.#giveBack(text, error));
      }),
    );
  }

  #giveBack(text: string, error: unknown): void {
    this.refusal = error instanceof BesideError ? error.code : 'internal';
    this.#whenComposed(() => {
      const since = this.field.value;
      this.field.value = since ? `${text}\n${since}` : text;
      this.#commit();
    });
  }

  /** A syllable in the making must never be written over (M2). */
  #whenComposed(change: () => void): void {
    if (this.#isComposing) this.#afterComposition.push(change);
    else if (this.hasUpdated) change();
    else void this.updateComplete.then(change);
  }

  #commit(): void {
    if (this.text === this.field.value) return;
    this.text = this.field.value;
    this.dispatchEvent(new BesideDraftEvent(this.text));
  }

  #fit(): void {
    const { field } = this;
    field.style.blockSize = 'auto';
    if (field.scrollHeight) field.style.blockSize = `${field.scrollHeight}px`;
  }

  #handleInput = (): void => {
    this.refusal = undefined;
    // Half-made syllables are not told, but the field has to grow with them and the button has to wake.
    if (this.#isComposing) this.text = this.field.value;
    else this.#commit();
  };

  #handleCompositionStart = (): void => {
    this.#isComposing = true;
  };

  #handleCompositionEnd = (): void => {
    this.#isComposing = false;
    this.text = this.field.value;
    this.dispatchEvent(new BesideDraftEvent(this.text));
    for (const change of this.#afterComposition.splice(0)) change();
  };

  #handleClick = (): void => {
    if (this.#isComposing) this.field.blur(); // ends the composition, so that the whole syllable is sent
    this.#send();
    this.field.focus();
  };
}

/** Pressing the button leaves the focus in the field, so that a phone's keyboard stays. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

defineElement('beside-composer', BesideComposer);

declare global {
  interface HTMLElementTagNameMap {
    'beside-composer': BesideComposer;
  }
}
