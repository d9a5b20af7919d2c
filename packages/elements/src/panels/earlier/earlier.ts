import type { ConversationLine } from '@beside/protocol';
import { createSystemClock, type CustomerClient, type EarlierConversation } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { contentPreview } from '../../client/content-text.ts';
import '../../parts/spinner/spinner.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { backIcon } from '../../shared/panel-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { enTalk } from '../../shared/terms/talk.ts';
import { enEarlier } from '../../shared/terms/earlier.ts';
import type { ChatTerms, Texts } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideWriteAgainEvent } from './earlier-events.ts';
import { earlierStyles } from './earlier.styles.ts';
import { createReadOnlyChannel } from './read-only-channel.ts';

const PAGE_LINES = 20;

interface Opened {
  readonly line: ConversationLine;
  /** Absent while its newest page is on the way. */
  readonly read?: EarlierConversation;
}

/**
 * The customer's conversations that are over: a list, and each of them to be read. Whoever shows it defines
 * `beside-chat-log` too.
 *
 * @element beside-earlier
 * @fires {BesideWriteAgainEvent} beside-write-again - The customer wants to write again.
 */
export class BesideEarlier extends PanelElement {
  static override styles = [tokens, controls, earlierStyles];

  readonly #clock = createSystemClock();
  #texts: Texts<typeof enEarlier> & Pick<ChatTerms, 'agent' | 'you' | 'retry' | 'loading' | 'lastMessage'> = {
    ...enEarlier,
    ...enTalk,
    ...this.terms,
  };
  /** Of the newest question; answers to older ones are too late. */
  #question = 0;

  @query('h3') private heading?: HTMLElement | null;

  @state() private lines: readonly ConversationLine[] | undefined = undefined;
  @state() private hasMore = false;
  @state() private opened: Opened | undefined = undefined;
  @state() private hasFailed = false;

  /** Whose conversations they are. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;
  /** Texts for the messages; given together with `terms`. */
  @property({ attribute: false }) chatTerms!: ChatTerms;

  override focus(): void {
    this.heading?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('terms')) this.#texts = { ...enEarlier, ...enTalk, ...this.terms };
    if (changed.has('client')) void this.#list();
  }

  override render(): TemplateResult {
    return this.opened ? this.#renderOpened(this.opened) : this.#renderList();
  }

  #renderList(): TemplateResult {
    const texts = this.#texts;
    const { lines } = this;
    return html`<div class="head"><h3 tabindex="-1">${texts.earlier}</h3></div>
      ${lines?.length ? this.#renderLines(lines) : this.#renderNote(lines && texts.earlierEmpty, () => this.#list())}`;
  }

  #renderLines(lines: readonly ConversationLine[]): TemplateResult {
    const texts = this.#texts;
    return html`<ul class="list">
      ${lines.map((line) => html`<li>${this.#renderLine(line)}</li>`)}
      ${
        this.hasMore
          ? html`<li class="more">
              <button type="button" class="button quiet" @click=${() => this.#list(lines)}>
                ${this.hasFailed ? texts.retry : texts.earlierOlder}
              </button>
            </li>`
          : nothing
      }
    </ul>`;
  }

  #renderLine(line: ConversationLine): TemplateResult {
    const texts = this.#texts;
    const { lastMessage, agentName = texts.agent, startedAt, conversationId } = line;
    const isMine = lastMessage?.author.role === 'customer';
    return html`<button type="button" class="line" data-id=${conversationId} @click=${() => this.#open(line)}>
      <span class="first">
        <span class="name" dir="auto">${agentName}</span>
        <span class="day">${this.formats.day(startedAt, this.#clock.now())}</span>
      </span>
      ${
        lastMessage
          ? html`<span class="words" dir="auto"
              >${isMine ? texts.lastMessage(texts.you, contentPreview(lastMessage.content)) : contentPreview(lastMessage.content)}</span
            >`
          : nothing
      }
    </button>`;
  }

  #renderOpened({ line, read }: Opened): TemplateResult {
    const texts = this.#texts;
    return html`<div class="head">
        <button
          type="button"
          class="icon-button"
          aria-label=${texts.earlierAll}
          title=${texts.earlierAll}
          @click=${this.#close}
        >
          ${backIcon()}
        </button>
        <h3 tabindex="-1">${texts.earlierOn(this.formats.day(line.startedAt, this.#clock.now()))}</h3>
      </div>
      ${
        read
          ? html`<beside-chat-log
              .view=${read.view}
              .channel=${createReadOnlyChannel(read.view, () => this.#readEarlier({ line, read }))}
              .terms=${this.chatTerms}
              .locale=${this.locale}
            ></beside-chat-log>`
          : this.#renderNote(undefined, () => this.#open(line))
      }
      <div class="foot">
        <button
          type="button"
          class="button primary wide"
          @click=${() => this.dispatchEvent(new BesideWriteAgainEvent())}
        >
          ${texts.writeAgain}
        </button>
      </div>`;
  }

  /** What stands in the place of what is not there (yet). */
  #renderNote(text: string | undefined, again: () => unknown): TemplateResult {
    const texts = this.#texts;
    if (this.hasFailed)
      return html`<div class="note" role="alert">
        ${texts.earlierFailed}
        <button type="button" class="button" @click=${again}>${texts.retry}</button>
      </div>`;
    return html`<div class="note">
      ${text ?? html`<beside-spinner></beside-spinner><span class="unseen">${texts.loading}</span>`}
    </div>`;
  }

  /** The list from its beginning, or what comes after these lines. */
  async #list(known: readonly ConversationLine[] = []): Promise<void> {
    const last = known.at(-1);
    const before = last && { startedAt: last.startedAt, conversationId: last.conversationId };
    await this.#ask(async ({ list }) => {
      const { conversations, more } = await list({ before, limit: PAGE_LINES });
      return () => {
        this.lines = [...known, ...conversations.filter(({ status }) => status === 'ended')];
        this.hasMore = more;
      };
    });
  }

  async #open(line: ConversationLine): Promise<void> {
    this.opened = { line };
    void this.updateComplete.then(() => this.focus());
    await this.#ask(async ({ read }) => {
      const opened = await read(line);
      return () => (this.opened = { line, read: opened });
    });
  }

  async #readEarlier({ line, read }: Required<Opened>): Promise<void> {
    const longer = await read.readEarlier();
    // Another one may be on the screen by now.
    if (this.opened?.read === read) this.opened = { line, read: longer };
  }

  #close = async (): Promise<void> => {
    const id = this.opened?.line.conversationId;
    this.#question += 1;
    this.opened = undefined;
    this.hasFailed = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${id ?? ''}"]`)?.focus();
  };

  /** Asks, and shows the answer if nothing else was asked meanwhile. */
  async #ask(
    work: (earlier: Awaited<ReturnType<CustomerClient['openEarlier']>>) => Promise<() => unknown>,
  ): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    this.hasFailed = false;
    try {
      const earlier = await this.client?.openEarlier();
      const show = earlier && (await work(earlier));
      if (question === this.#question) show?.();
    } catch {
      if (question === this.#question) this.hasFailed = true; // said in its place, with a way to try again
    }
  }
}

defineElement('beside-earlier', BesideEarlier);

declare global {
  interface HTMLElementTagNameMap {
    'beside-earlier': BesideEarlier;
  }
}
