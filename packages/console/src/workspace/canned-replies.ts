import { defineElement, tokens } from '@beside/elements/shared';
import { css, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';

const styles = css`
  :host {
    display: block;
  }
  .box {
    padding: var(--_space-1);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_raised);
    box-shadow: var(--_shadow-large);
  }
  [role='listbox'] {
    max-block-size: min(300px, 40dvb);
    margin: 0;
    padding: 0;
    overflow: hidden auto;
    list-style: none;
    border-radius: var(--_radius-small);
  }
  [role='option'] {
    display: grid;
    padding: 7px var(--_space-3);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  [role='option']:hover {
    background-color: var(--_hover);
  }
  [aria-selected='true'] {
    background-color: var(--_accent-soft);
  }
  .title {
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .text {
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_size-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .hint {
    margin: 0;
    padding: 6px var(--_space-3) 4px;
    color: var(--_muted);
    font-size: var(--_size-tiny);
  }
  @media (forced-colors: active) {
    [aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** A ready answer was picked (its text), or the list was left with what was typed (`''`, `'/'`). */
export class BesideCannedEvent extends CustomEvent<string> {
  constructor(text: string) {
    super('beside-canned', { bubbles: true, composed: true, detail: text });
  }
}

/**
 * Ready answers as a list box: arrow keys, Home and End choose, Enter picks, Esc leaves, "/" writes a slash after all.
 *
 * @element beside-canned-replies
 * @fires {BesideCannedEvent} beside-canned - What to put into the message.
 */
export class BesideCannedReplies extends ConsoleElement {
  static override styles = [tokens, styles];

  @query('[role=listbox]') private list!: HTMLElement;

  @state() private index = 0;

  protected override firstUpdated(): void {
    this.list.focus();
  }

  protected override updated(): void {
    this.list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`<div class="box">
      <ul
        role="listbox"
        tabindex="0"
        aria-label=${words.cannedReplies}
        aria-describedby="hint"
        aria-activedescendant="option-${this.index}"
        @keydown=${this.#handleKey}
        @pointerdown=${(event: Event) => event.preventDefault()}
        @click=${this.#handleClick}
        @focusout=${() => this.#leave('')}
      >
        ${words.canned.map(
          ({ title, text }, index) =>
            html`<li
              id="option-${index}"
              role="option"
              aria-selected=${index === this.index ? 'true' : nothing}
            >
              <span class="title">${title}</span><span class="text">${text}</span>
            </li>`,
        )}
      </ul>
      <p id="hint" class="hint">${words.cannedHint}</p>
    </div>`;
  }

  #handleKey = (event: KeyboardEvent): void => {
    const count = this.words.canned.length;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: (this.index + 1) % count,
      ArrowUp: (this.index + count - 1) % count,
      Home: 0,
      End: count - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) this.index = next;
    else if (event.key === 'Enter' || event.key === ' ') this.#pick(this.index);
    else if (event.key === 'Escape' || event.key === 'Backspace') this.#leave('');
    else if (event.key === '/') this.#leave('/');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #handleClick = (event: Event): void => {
    const options = [...this.list.children];
    const index = options.findIndex((option) => event.composedPath().includes(option));
    if (index !== -1) this.#pick(index);
  };

  #pick(index: number): void {
    this.#leave(this.words.canned[index]?.text ?? '');
  }

  #leave(text: string): void {
    this.dispatchEvent(new BesideCannedEvent(text));
  }
}

defineElement('beside-canned-replies', BesideCannedReplies);

declare global {
  interface HTMLElementTagNameMap {
    'beside-canned-replies': BesideCannedReplies;
  }
  interface HTMLElementEventMap {
    'beside-canned': BesideCannedEvent;
  }
}
