import type { Article } from '@beside/protocol/knowledge';
import type { FlowMove, FlowView, FormProblems } from '@beside/protocol/visual-ivr';
import {
  createSystemClock,
  type CustomerClient,
  type FlowChannel,
  type FlowChannelState,
  type FlowOutcome,
} from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { ClientController } from '../../client/client-controller.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { findFlowTerms } from '../../shared/find-flow-terms.ts';
import { forwardIcon } from '../../shared/icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { renderBlocks } from '../../shared/render-blocks.ts';
import type { FlowTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideNavigateEvent } from '../../client/navigate-event.ts';
import { readForm, renderForm } from './flow-form.ts';
import { flowStyles } from './flow.styles.ts';
import { followOutcome } from '../../client/follow-outcome.ts';
import {
  renderAction,
  renderArticle,
  renderChoices,
  renderEnd,
  renderHelped,
  type LevelParts,
} from './render-level.ts';
import { renderPeople } from './render-people.ts';

/** What waiting costs moves; a level that stands open shows it as it is. */
const LOOK_AGAIN_MS = 30_000;
const SLIDE_PX = 16;
const SLIDE: KeyframeAnimationOptions = { duration: 240, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' };

/**
 * One level of the site's flow below home: where one is, the level itself, and a person one press away. Every new level
 * is read out once, by the focus on its heading.
 *
 * @element beside-flow
 * @fires {BesideNavigateEvent} beside-navigate - Home, or what the flow led to.
 */
export class BesideFlow extends PanelElement {
  static override styles = [tokens, controls, flowStyles];

  readonly #watch = new ClientController(this);
  readonly #clock = createSystemClock();
  #stop: (() => void) | undefined;
  #cancelLook: (() => void) | undefined;
  #shown = '';
  #asked = '';
  /** The heading is to have it as soon as there is one. */
  #isFocusWanted = false;
  /** Of the last move: 1 onwards, -1 back. */
  #direction = 1;
  /** By its own button: whoever shows the panels changes to home, once. */
  #isLeaving = false;

  @state() private texts: FlowTerms | undefined = undefined;
  @state() private channel: FlowChannel | undefined = undefined;
  @state() private isBroken = false;
  @state() private isBusy = false;
  @state() private problems: FormProblems = {};
  /** Of the level; `null`: could not be loaded. */
  @state() private article: Article | null | undefined = undefined;
  /** What was answered about the article that is read above the level. */
  @state() private helped: boolean | undefined = undefined;

  /** Whose flow it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;
  /** Before a person's eyes. */
  @property({ type: Boolean }) active = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override focus(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('h3');
    this.#isFocusWanted = !heading;
    heading?.focus();
  }

  /** Puts an article away, or goes to the level before. Below the first level it is home that is before. */
  override async goBack(): Promise<string | undefined> {
    const { channel } = this;
    if (!channel) return undefined;
    const { reading, status, view } = channel.state;
    this.#isLeaving = true;
    if (reading) channel.stopReading();
    this.#isLeaving = false;
    if (reading && status === 'inside') return '';
    if (!reading && view && view.crumbs.length > 2) {
      await this.#move({ type: 'back' });
      return '';
    }
    this.#isLeaving = true;
    return channel.leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('locale')) void this.#loadTexts();
    if (changed.has('client')) {
      this.#watch.watch(this.client);
      void this.#open();
    }
    if (changed.has('active') && this.active) void this.channel?.refresh().catch(() => undefined);
  }

  protected override updated(): void {
    const { channel, texts } = this;
    if (!channel || !texts) return;
    const { reading, view } = channel.state;
    const shown = reading ? `article ${reading.articleId}` : view ? `${view.step} ${view.nodeId}` : '';
    // Read out when it says what it is.
    const isComing = view?.kind === 'article' && view.articleId !== undefined && this.article === undefined;
    if (shown === this.#shown || (isComing && !reading)) return;
    const isFirst = this.#shown === '';
    this.#shown = shown;
    if (!isFirst) this.#slide();
    this.renderRoot.querySelector('.scroll')?.scrollTo(0, 0);
    // The first level of this panel is focused too where its press led here; after a reload the focus stays in the page.
    if (!isFirst || this.#isFocusWanted || this.contains(document.activeElement) || this.#isFocusedHere())
      this.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { texts, channel, client, terms } = this;
    if (this.isBroken) return this.#renderBroken();
    if (!texts || !channel || !client)
      return html`<div class="scroll waiting" role="status">${terms.loading}</div>`;
    const { state: flow } = channel;
    return html`<div class="scroll">
        ${flow.reading ? this.#renderReading(flow.reading, texts) : flow.view ? this.#renderLevel(flow.view, texts) : nothing}
      </div>
      ${renderPeople({
        ...{ people: flow.people, texts, terms, formats: this.formats, now: this.#now() },
        callsBack: client.state.site?.callsBack ?? false,
        ask: (kind) => void this.#do((open) => open.askPerson(kind)),
        called: () => void channel.askPerson('phone'),
      })}`;
  }

  #renderLevel(view: FlowView, texts: FlowTerms): TemplateResult {
    return html`${this.#renderWay(view, texts)}
      <div class="level">
        <h3 tabindex="-1" dir="auto">${this.#titleOf(view, texts)}</h3>
        ${view.text ? html`<p class="text" dir="auto">${view.text}</p>` : nothing}
        ${this.#renderKind(view, texts)}
      </div>`;
  }

  /** An article of the site's knowledge brings its own. */
  #titleOf({ kind, title, crumbs }: FlowView, texts: FlowTerms): string {
    const own = kind === 'article' ? (this.article?.title ?? texts.article) : '';
    return title ?? (crumbs.at(-1)?.label || own);
  }

  #renderKind(view: FlowView, texts: FlowTerms): TemplateResult | typeof nothing {
    const parts = this.#parts(view, texts);
    switch (view.kind) {
      case 'menu':
        return renderChoices(view.choices, parts);
      case 'form':
        return renderForm({
          ...{
            fields: view.fields,
            problems: this.problems,
            texts,
            formats: this.formats,
            isBusy: this.isBusy,
          },
          submit: (event) => void this.#submit(event),
        });
      case 'article':
        return renderArticle(view, parts);
      case 'action':
        return renderAction(view, parts);
      case 'end':
        return renderEnd(parts);
      case 'lost':
        return html`<p>${texts.lost}</p>`;
    }
  }

  #parts(view: FlowView, texts: FlowTerms): LevelParts {
    const { terms, formats, article } = this;
    if (view.kind === 'article' && view.articleId !== undefined) void this.#loadArticle(view.articleId);
    return {
      ...{ texts, terms, formats, article, now: this.#now() },
      choose: (choiceId) => void this.#move({ type: 'choose', choiceId }),
      next: () => void this.#move({ type: 'continue' }),
      solved: (helped) => void this.#move({ type: 'solved', helped }),
      open: (panel) => void this.dispatchEvent(new BesideNavigateEvent(panel)),
      home: () => void this.#goHome(),
      retry: () => {
        this.#asked = '';
        this.article = undefined;
      },
    };
  }

  #renderReading(article: Article, texts: FlowTerms): TemplateResult {
    return html`<div class="level">
      <h3 tabindex="-1" dir="auto">${article.title}</h3>
      <div class="article" lang=${article.locale}>${renderBlocks(article.blocks)}</div>
      ${renderHelped(texts, this.helped, (helped) => {
        this.helped = helped;
        this.client?.report('article.solved', { articleId: article.articleId, helped });
      })}
    </div>`;
  }

  /** From the first level to the one that is shown; each but the last leads back there. */
  #renderWay(view: FlowView, texts: FlowTerms): TemplateResult {
    return html`<nav class="way-here" aria-label=${texts.wayLabel}>
      <ol>
        ${view.crumbs.map(({ label, levels }, index) =>
          levels === 0
            ? html`<li aria-current="page" dir="auto">${this.#titleOf(view, texts)}</li>`
            : html`<li>
                <button
                  type="button"
                  dir="auto"
                  @click=${() => void (index === 0 ? this.#goHome() : this.#move({ type: 'back', levels }))}
                >
                  ${index === 0 ? texts.start : label}</button
                >${forwardIcon()}
              </li>`,
        )}
      </ol>
    </nav>`;
  }

  #renderBroken(): TemplateResult {
    const { terms, texts } = this;
    return html`<div class="scroll">
      <div class="level" role="alert">
        <p>
          ${navigator.onLine ? (texts?.failed ?? terms.error_unavailable) : (texts?.offline ?? terms.error_unavailable)}
        </p>
        <button type="button" class="button" @click=${() => void this.#open()}>${terms.retry}</button>
      </div>
    </div>`;
  }

  async #open(): Promise<void> {
    this.#close();
    const { client } = this;
    this.isBroken = false;
    try {
      const channel = await client?.openFlow();
      if (!channel || client !== this.client || !this.isConnected) return;
      this.channel = channel;
      this.#stop = channel.onChange((next) => this.#handleChange(next));
      this.#handleChange(channel.state);
      this.#lookAgain();
    } catch {
      this.isBroken = true;
    }
  }

  #close(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#cancelLook?.();
  }

  #lookAgain(): void {
    this.#cancelLook = this.#clock.after(LOOK_AGAIN_MS, () => {
      if (this.active) void this.channel?.refresh().catch(() => undefined);
      this.#lookAgain();
    });
  }

  /** Left in another tab, or forgotten: home is what there is. */
  #handleChange({ status, reading }: FlowChannelState): void {
    this.requestUpdate();
    if (!reading) this.helped = undefined;
    if (status === 'outside' && !reading && this.active && !this.#isLeaving)
      this.dispatchEvent(new BesideNavigateEvent('home'));
  }

  async #loadTexts(): Promise<void> {
    const { locale } = this;
    const texts = await findFlowTerms(locale);
    if (locale === this.locale) this.texts = texts;
  }

  async #loadArticle(articleId: string): Promise<void> {
    if (this.#asked === articleId) return;
    this.#asked = articleId;
    this.article = undefined;
    const found = await this.channel?.article(articleId).catch(() => null);
    if (this.#asked === articleId) this.article = found ?? null;
  }

  #move(move: FlowMove): Promise<void> {
    this.#direction = move.type === 'back' ? -1 : 1;
    return this.#do((channel) => channel.move(move));
  }

  async #do(act: (channel: FlowChannel) => Promise<FlowOutcome>): Promise<void> {
    const { channel, client } = this;
    if (!channel || !client || this.isBusy) return;
    this.isBusy = true;
    try {
      const outcome = await act(channel);
      this.problems = (outcome.kind === 'refused' && outcome.problems) || {};
      if (outcome.kind === 'moved' && outcome.leadsTo) await followOutcome(this, client, outcome);
      if (outcome.kind === 'refused' && outcome.refusal === 'nobody')
        this.dispatchEvent(new BesideNavigateEvent('chat'));
    } catch {
      this.isBroken = true;
    } finally {
      this.isBusy = false;
    }
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    await this.#move({ type: 'submit', values: readForm(this.renderRoot) });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  async #goHome(): Promise<void> {
    this.#isLeaving = true;
    await this.channel?.leave();
    this.dispatchEvent(new BesideNavigateEvent('home'));
  }

  /** From the side it comes from; not for those who do not want things to move. */
  #slide(): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const side = this.#direction * (this.dir === 'rtl' ? -1 : 1);
    this.renderRoot
      .querySelector('.level')
      ?.animate([{ translate: `${side * SLIDE_PX}px 0` }, { translate: '0 0' }], SLIDE);
  }

  #isFocusedHere(): boolean {
    const { host } = this.getRootNode() as ShadowRoot; // of the shell, or of a test's page
    return !host || host.matches(':focus-within');
  }

  #now(): number {
    return this.#clock.now() + (this.client?.state.clockOffsetMs ?? 0);
  }
}

defineElement('beside-flow', BesideFlow);

declare global {
  interface HTMLElementTagNameMap {
    'beside-flow': BesideFlow;
  }
}
