import type { Desk } from '@beside/protocol';
import { defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { durationText } from '../shared/text-of-time.ts';
import { listStyles } from './list.styles.ts';

/**
 * The queues this agent serves: how many wait, the longest wait, who else is there.
 *
 * @element beside-queue-list
 */
export class BesideQueueList extends ConsoleElement {
  static override styles = [tokens, listStyles];

  /** In the order of the server. */
  @property({ attribute: false }) queues: Desk['queues'] = [];
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  override render(): TemplateResult {
    const { words, queues } = this;
    return html`<section aria-labelledby="heading">
      <div class="head"><h2 id="heading">${words.queues}</h2></div>
      ${
        queues.length
          ? html`<ul>
              ${queues.map((queue) => this.#renderQueue(queue))}
            </ul>`
          : html`<p class="empty">${words.noQueues}</p>`
      }
    </section>`;
  }

  #renderQueue(queue: Desk['queues'][number]): TemplateResult {
    const { words } = this;
    const severalSites = new Set(this.queues.map(({ siteId }) => siteId)).size > 1;
    return html`<li class="queue">
      <span class="name"
        ><span>${queue.name}</span
        >${severalSites ? html`<span class="meta">${queue.siteId}</span>` : nothing}</span
      >
      <span class="waiting ${queue.waiting ? 'some' : 'meta'}"
        >${queue.waiting ? words.waitingCount(queue.waiting) : words.nobodyWaiting}</span
      >
      <span class="meta">${words.agentsAvailable(queue.agentsAvailable)}</span>
      <span class="meta"
        >${
          queue.oldestQueuedAt === undefined
            ? nothing
            : words.oldestWait(durationText(this.now - queue.oldestQueuedAt, words))
        }</span
      >
    </li>`;
  }
}

defineElement('beside-queue-list', BesideQueueList);

declare global {
  interface HTMLElementTagNameMap {
    'beside-queue-list': BesideQueueList;
  }
}
