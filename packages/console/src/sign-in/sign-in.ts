import '@beside/elements/parts/notice';
import '@beside/elements/parts/spinner';
import '@beside/elements/parts/text-field';
import type { BesideTextField } from '@beside/elements/parts/text-field';
import { controls, defineElement, languageOf, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { consoleErrorText } from '../console-terms.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { markIcon } from '../shared/console-icons.ts';
import type { SignInState } from '../shared/console-controller.ts';
import { durationText } from '../shared/text-of-time.ts';
import { signInStyles } from './sign-in.styles.ts';

/**
 * Where an agent signs in.
 *
 * @element beside-sign-in
 * @fires {BesideWishEvent} beside-wish - `sign-in`, or `settings` with another language.
 */
export class BesideSignIn extends ConsoleElement {
  static override styles = [tokens, controls, signInStyles];

  @query('[name=email]') private email!: BesideTextField;
  @query('[name=password]') private password!: BesideTextField;

  /** A field was left empty at the last try. */
  @state() private hasTried = false;

  /** How far signing in is. */
  @property({ attribute: false }) signIn: SignInState = { isBusy: false, isExpired: false };

  protected override firstUpdated(): void {
    this.email.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A refused password is the thing to write again.
    if (changed.get('signIn')?.isBusy && this.signIn.error?.code === 'unauthenticated') {
      this.password.focus();
      this.password.select();
    }
  }

  override render(): TemplateResult {
    const { words, signIn } = this;
    const problem = this.#problem();
    return html`<main class="card">
      ${markIcon(40)}
      <h1>${words.signInTitle}</h1>
      <p class="detail">${words.signInDetail}</p>
      <form novalidate @submit=${this.#submit}>
        <div role="alert" ?hidden=${!problem && !signIn.isExpired}>
          ${
            problem
              ? html`<beside-notice tone="danger">${problem}</beside-notice>`
              : signIn.isExpired
                ? html`<beside-notice tone="warn">${words.sessionOver}</beside-notice>`
                : nothing
          }
        </div>
        <beside-text-field
          name="email"
          type="email"
          autocomplete="username"
          required
          .label=${words.email}
          .error=${this.hasTried && !this.email.value ? words.emailMissing : ''}
          @beside-input=${this.#handleInput}
        ></beside-text-field>
        <beside-text-field
          name="password"
          type="password"
          autocomplete="current-password"
          required
          .label=${words.password}
          .error=${this.hasTried && !this.password.value ? words.passwordMissing : ''}
          @beside-input=${this.#handleInput}
        ></beside-text-field>
        <button
          type="submit"
          class="button primary wide"
          aria-busy=${signIn.isBusy ? 'true' : nothing}
          aria-disabled=${signIn.isBusy ? 'true' : nothing}
        >
          ${signIn.isBusy ? html`<beside-spinner></beside-spinner>` : nothing}${words.signIn}
        </button>
      </form>
      <div class="languages" role="group" aria-label=${words.language}>
        ${this.#language('en', 'English')}${this.#language('ko', '한국어')}
      </div>
    </main>`;
  }

  #language(language: 'en' | 'ko', name: string): TemplateResult {
    return html`<button
      type="button"
      class="button quiet"
      lang=${language}
      aria-pressed=${languageOf(this.locale) === language}
      @click=${() => this.wish({ type: 'settings', change: { language } })}
    >
      ${name}
    </button>`;
  }

  #problem(): string | undefined {
    const { words, terms } = this;
    const { error } = this.signIn;
    switch (error?.code) {
      case undefined:
        return undefined;
      case 'unauthenticated':
        return words.signInWrong;
      case 'disconnected':
        return words.signInOffline;
      case 'rate_limited': {
        const waitMs = Number(error?.details['retryAfterMs'] ?? 60_000);
        return words.signInTooOften(
          waitMs < 60_000 ? words.seconds(Math.ceil(waitMs / 1_000)) : durationText(waitMs, words),
        );
      }
      default:
        return consoleErrorText(words, terms, error?.code ?? 'internal');
    }
  }

  #handleInput = (): void => {
    if (this.hasTried) this.requestUpdate();
  };

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.signIn.isBusy) return;
    const [email, password] = [this.email.value.trim(), this.password.value];
    this.hasTried = true;
    if (email && password) this.wish({ type: 'sign-in', email, password });
    else (email ? this.password : this.email).focus();
  };
}

defineElement('beside-sign-in', BesideSignIn);

declare global {
  interface HTMLElementTagNameMap {
    'beside-sign-in': BesideSignIn;
  }
}
