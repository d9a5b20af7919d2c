import type { Clock, Desk } from '@beside/protocol';
import type { Flow } from '@beside/protocol/visual-ivr';
import type { FlowDeskClient } from '@beside/sdk/agent';
import '@beside/elements/parts/notice';
import '@beside/elements/parts/spinner';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { createNode, findFreeId, putNode, type NodeKind } from './edit-flow.ts';
import { valueOf } from './editor-parts.ts';
import { createEmptyFlow } from './empty-flow.ts';
import { flowDeskStyles } from './flow-desk.styles.ts';
import { FlowElement } from './flow-element.ts';
import type { BesideFlowAnsweredEvent, BesideFlowEditedEvent, BesideNodePickedEvent } from './flow-events.ts';
import './flow-graph.ts';
import type { BesideFlowGraph } from './flow-graph.ts';
import './flow-preview.ts';
import './flow-question.ts';
import type { FlowQuestion } from './flow-question.ts';
import { FlowWork, type FlowWorkState } from './flow-work.ts';
import './node-editor.ts';
import { renderFindings } from './render-findings.ts';
import { renderTools } from './render-tools.ts';
import { renderVersions } from './render-versions.ts';

const TABS = ['node', 'preview', 'findings', 'versions'] as const;
type Tab = (typeof TABS)[number];

/**
 * The flow designer: the drawing, the node that is edited, the preview in the panel customers get, what the linter says, and
 * the versions. Supervisors change, agents look.
 *
 * @element beside-flow-desk
 */
export class BesideFlowDesk extends FlowElement {
  static override styles = [tokens, controls, flowDeskStyles];

  #work: FlowWork | undefined;

  @query('beside-flow-graph') private graph?: BesideFlowGraph | null;

  @state() private siteId = '';
  @state() private nodeId = '';
  @state() private tab: Tab = 'node';
  @state() private question: FlowQuestion | undefined = undefined;
  @state() private news = '';
  /** Why the last wish was not fulfilled. */
  @state() private problem = '';

  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) clock!: Clock;
  /** Opens the way to a site's flow. */
  @property({ attribute: false }) openDesk!: (siteId: string) => FlowDeskClient;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#handleLeaving);
    if (this.hasUpdated) this.#open(this.siteId);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#handleLeaving);
    void this.#work?.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.siteId) this.#open(this.#sites()[0] ?? '');
  }

  override render(): TemplateResult {
    const { texts, siteId } = this;
    const work = this.#work?.state;
    const sites = this.#sites();
    return html`<div
      class="desk"
      @beside-node-picked=${this.#handlePicked}
      @beside-flow-edited=${this.#handleEdited}
      @keydown=${this.#handleKey}
      @focusout=${() => void this.#work?.flush()}
    >
      <header>
        <h2>${texts.heading}</h2>
        ${
          sites.length > 1
            ? html`<label class="site">
                <span>${texts.site}</span>
                <select @change=${(event: Event) => this.#open(valueOf(event))}>
                  ${sites.map((site) => html`<option value=${site} .selected=${site === siteId}>${site}</option>`)}
                </select>
              </label>`
            : nothing
        }
        ${work?.flow ? this.#renderBar(work, work.flow) : nothing}
      </header>
      ${work ? this.#renderBody(work) : nothing} ${work ? this.#renderQuestion(work) : nothing}
    </div>`;
  }

  #renderBar(work: FlowWorkState, flow: Flow): TemplateResult {
    const { texts } = this;
    const live = work.live ? texts.isLive(work.live.revision) : texts.neverPublished;
    if (this.#isReadOnly) return html`<p class="where" role="status">${live} · ${texts.readOnly}</p>`;
    return html`<p class="where" role="status">${this.news || (work.hasDraft ? texts[work.save] : live)}</p>
      ${renderTools(work, texts, {
        undo: () => this.#turn('undo'),
        redo: () => this.#turn('redo'),
        add: (kind) => this.#add(flow, kind),
        ask: (question) => this.#ask(question),
      })}`;
  }

  #renderBody(work: FlowWorkState): TemplateResult {
    const { texts, words } = this;
    if (work.phase === 'loading')
      return html`<p class="wait"><beside-spinner></beside-spinner>${words.loading}</p>`;
    if (work.phase === 'failed')
      return html`<div class="wait">
        <beside-notice tone="danger"
          >${texts.loadFailed}
          <button slot="action" type="button" class="button" @click=${() => void this.#work?.open()}>
            ${words.tryAgain}
          </button></beside-notice
        >
      </div>`;
    if (!work.flow) return this.#renderEmpty(work);
    return html`${work.save === 'stale' ? this.#renderStale() : nothing}
      ${this.problem ? html`<beside-notice tone="danger">${this.problem}</beside-notice>` : nothing}
      <div class="body" ?inert=${work.isBusy}>
        <beside-flow-graph
          .words=${words}
          .terms=${this.terms}
          .texts=${texts}
          .locale=${this.locale}
          .flow=${work.flow}
          .selected=${this.nodeId}
          .findings=${work.findings ?? []}
          .numbers=${work.numbers?.nodes ?? {}}
        ></beside-flow-graph>
        <section class="side" aria-label=${texts.side}>
          <div class="tabs" role="tablist" @keydown=${this.#handleTabKey}>
            ${this.#tabs().map((tab) => this.#renderTab(tab, work))}
          </div>
          <div class="pane" role="tabpanel" tabindex="0" aria-labelledby="tab-${this.tab}">
            ${this.#renderPane(work, work.flow)}
          </div>
        </section>
      </div>`;
  }

  #renderTab(tab: Tab, work: FlowWorkState): TemplateResult {
    const { texts } = this;
    const names = {
      node: texts.tabNode,
      preview: texts.tabPreview,
      findings: texts.tabFindings,
      versions: texts.tabVersions,
    };
    const isShown = tab === this.tab;
    return html`<button
      type="button"
      role="tab"
      id="tab-${tab}"
      data-tab=${tab}
      aria-selected=${isShown ? 'true' : 'false'}
      tabindex=${isShown ? 0 : -1}
      @click=${() => (this.tab = tab)}
    >
      ${names[tab]}${tab === 'findings' && work.findings?.length ? html` <span class="count">${this.formats.number(work.findings.length)}</span>` : nothing}
    </button>`;
  }

  #renderPane(work: FlowWorkState, flow: Flow): TemplateResult {
    const { words, terms, texts, locale, nodeId } = this;
    switch (this.tab) {
      case 'node':
        return html`<beside-node-editor
          .words=${words}
          .terms=${terms}
          .texts=${texts}
          .locale=${locale}
          .flow=${flow}
          .nodeId=${nodeId}
          .queues=${this.desk.queues.filter(({ siteId }) => siteId === this.siteId)}
          .numbers=${work.numbers?.nodes[nodeId]}
          ?readonly=${this.#isReadOnly}
        ></beside-node-editor>`;
      case 'preview':
        return html`<beside-flow-preview
          .words=${words}
          .terms=${terms}
          .texts=${texts}
          .locale=${locale}
          .flow=${flow}
          .nodeId=${nodeId}
        ></beside-flow-preview>`;
      case 'findings':
        return work.findings
          ? renderFindings(work.findings, flow, texts, locale)
          : html`<p class="hint">${words.loading}</p>`;
      case 'versions':
        return renderVersions(work.revisions, {
          ...{ texts, formats: this.formats, now: this.clock.now(), isReadOnly: this.#isReadOnly },
          bringBack: (revision) => this.#ask({ kind: 'bring-back', revision }),
        });
    }
  }

  #renderEmpty(work: FlowWorkState): TemplateResult {
    const { texts } = this;
    const isForeign = work.hasDraft || work.live !== undefined;
    return html`<div class="wait">
      <h3>${isForeign ? texts.foreignFlow : texts.noFlow}</h3>
      ${
        isForeign || this.#isReadOnly
          ? nothing
          : html`<p>${texts.noFlowDetail}</p>
              <button
                type="button"
                class="button primary"
                @click=${() => this.#work?.begin(createEmptyFlow(this.siteId, this.locale))}
              >
                ${texts.startEmpty}
              </button>`
      }
    </div>`;
  }

  #renderStale(): TemplateResult {
    const { texts } = this;
    return html`<beside-notice tone="warn"
      >${texts.stale}
      <button slot="action" type="button" class="button" @click=${() => void this.#work?.open()}>
        ${texts.reload}
      </button></beside-notice
    >`;
  }

  #renderQuestion({ findings }: FlowWorkState): TemplateResult {
    return html`<beside-flow-question
      .words=${this.words}
      .terms=${this.terms}
      .texts=${this.texts}
      .locale=${this.locale}
      .question=${this.question}
      ?blocked=${hasErrors(findings)}
      @beside-flow-answered=${this.#handleAnswered}
    ></beside-flow-question>`;
  }

  /** What is not saved yet is not lost without a question. */
  #handleLeaving = (event: BeforeUnloadEvent): void => {
    if (!this.#work?.state.hasDraft || this.#work.state.save === 'saved') return;
    event.preventDefault();
    void this.#work.flush();
  };

  #handleAnswered = ({ detail }: BesideFlowAnsweredEvent): void => {
    const { question } = this;
    const work = this.#work;
    this.question = undefined;
    if (!question || !work || !detail.isAgreed) return;
    const isPublished = () => this.texts.published(work.state.live?.revision ?? 0);
    if (question.kind === 'discard') void this.#tell(work, work.discard(), () => '');
    else if (question.kind === 'bring-back')
      void this.#tell(work, work.rollBack(question.revision, detail.note), isPublished);
    else if (hasErrors(work.state.findings)) this.tab = 'findings';
    else void this.#tell(work, work.publish(detail.note), isPublished);
  };

  async #tell(work: FlowWork, wish: Promise<boolean>, done: () => string): Promise<void> {
    this.news = this.problem = '';
    const isDone = await wish;
    if (work !== this.#work) return;
    const code = work.state.error?.code;
    if (isDone) this.news = done();
    else if (code === 'flow_invalid') this.tab = 'findings';
    // Where somebody else was faster, that is said above the drawing.
    else if (code !== 'flow_stale') this.problem = this.texts.notDone;
    await this.updateComplete;
    // What was pressed may be gone with the draft.
    if (!this.shadowRoot?.activeElement) this.focus();
  }

  #ask(question: FlowQuestion): void {
    if (!this.#work?.state.isBusy) this.question = question;
  }

  #turn(way: 'undo' | 'redo'): void {
    this.news = '';
    this.#work?.[way]();
  }

  #add(flow: Flow, kind: NodeKind): void {
    const nodeId = findFreeId(flow, kind);
    this.news = '';
    this.#work?.edit(putNode(flow, nodeId, createNode(flow, kind)));
    this.nodeId = nodeId;
    this.tab = 'node';
  }

  #handlePicked = ({ detail }: BesideNodePickedEvent): void => {
    this.nodeId = detail.nodeId;
    if (this.tab === 'findings' || this.tab === 'versions') this.tab = 'node';
  };

  #handleEdited = ({ detail }: BesideFlowEditedEvent): void => {
    const { flow, what, select } = detail;
    const isGone = !Object.hasOwn(flow.nodes, this.nodeId) && select === flow.start;
    this.news = this.problem = '';
    this.#work?.edit(flow, what);
    if (select !== undefined) this.nodeId = select;
    // The button that deleted it is gone with it.
    if (isGone) void this.updateComplete.then(() => this.focus());
  };

  /** The browser's own taking back stays where somebody types. */
  #handleKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    this.#turn(event.shiftKey ? 'redo' : 'undo');
  };

  #handleTabKey = ({ key }: KeyboardEvent): void => {
    const onward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
    const tabs = this.#tabs();
    const by = key === onward ? 1 : tabs.length - 1;
    this.tab = tabs[(tabs.indexOf(this.tab) + by) % tabs.length]!; // within the list
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus(),
    );
  };

  #open(siteId: string): void {
    const saved = this.#work?.stop();
    this.siteId = siteId;
    this.nodeId = this.news = this.problem = '';
    if (!siteId) return;
    const work = new FlowWork(this.openDesk(siteId), this.clock, this.#isReadOnly, () => {
      const { flow } = work.state;
      // Taken back, deleted by somebody else, or never picked.
      if (flow && !Object.hasOwn(flow.nodes, this.nodeId)) this.nodeId = flow.start;
      this.requestUpdate();
    });
    this.#work = work;
    // What was typed last may be of the same site.
    void Promise.resolve(saved).then(() => work.open());
  }

  /** Only supervisors have the flow checked. */
  #tabs(): readonly Tab[] {
    return this.#isReadOnly ? TABS.filter((tab) => tab !== 'findings') : TABS;
  }

  #sites(): string[] {
    return [...new Set(this.desk.queues.map(({ siteId }) => siteId))];
  }

  get #isReadOnly(): boolean {
    return this.desk.agent.role !== 'supervisor';
  }

  /** Puts the focus on the node that is edited. */
  override focus(): void {
    this.graph?.focusSelected();
  }
}

function hasErrors(findings: FlowWorkState['findings']): boolean {
  return (findings ?? []).some(({ severity }) => severity === 'error');
}

defineElement('beside-flow-desk', BesideFlowDesk);

declare global {
  interface HTMLElementTagNameMap {
    'beside-flow-desk': BesideFlowDesk;
  }
}
