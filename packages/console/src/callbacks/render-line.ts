import type { AgentId, DeskCallback } from '@beside/protocol';
import { html, nothing, type TemplateResult } from 'lit';

import type { ConsoleTerms } from '../console-terms.ts';
import { isHeldBy, isInHand, isOwnedBy } from './callback-lists.ts';
import { callbackName, matterText } from './callback-name.ts';
import { customerWhenText, whenText, type TimeTexts } from './callback-times.ts';

/** What a line of a list is drawn from. */
export interface CallbackLine {
  readonly callback: DeskCallback;
  readonly times: TimeTexts;
  readonly words: ConsoleTerms;
  readonly now: number;
  readonly agentId: AgentId;
  readonly queueName: string;
  /** It is the one that is shown in full. */
  readonly isShown: boolean;
  readonly open: () => void;
}

/** After this long past its moment a callback is marked. */
const LATE_MS = 5 * 60_000;

/** One callback in a list: when, what about, queue, attempts, owner. */
export function renderLine(line: CallbackLine): TemplateResult {
  const { callback, times, words, now, queueName } = line;
  const { texts } = times;
  const { dueAt, queuedAt, status } = callback;
  const theirs = customerWhenText(callback, now, times);
  const isLate = status === 'due' && now - (dueAt ?? queuedAt) > LATE_MS;
  const isActive = isInHand(callback);
  return html`<li>
    <button
      type="button"
      class="line"
      aria-current=${line.isShown ? 'true' : nothing}
      data-id=${callback.callbackId}
      @click=${line.open}
    >
      <span class="when ${isLate ? 'late' : ''}"
        >${isActive || status === 'needs-review' ? texts.status[status] : whenText(callback, now, times)}</span
      >
      ${theirs ? html`<span class="theirs">${theirs}</span>` : nothing}
      <span class="matter" dir="auto">${matterText(callback) ?? callbackName(callback, words).name}</span>
      <span class="facts"
        >${facts(line).map((fact, index) => html`${index ? ' · ' : ''}<span>${fact}</span>`)}</span
      >
      <span class="queue">${queueName}</span>
    </button>
  </li>`;
}

function facts({ callback, agentId, times: { texts }, now }: CallbackLine): readonly string[] {
  const { agent, owner, numberEnding, attempts } = callback;
  const holder =
    isInHand(callback) && !isHeldBy(callback, agentId)
      ? texts.with(agent?.name ?? texts.somebody)
      : undefined;
  const others = owner && owner.untilAt > now ? texts.owned : undefined;
  const owned = isOwnedBy(callback, agentId, now) ? texts.ownedByMe : others;
  const number = numberEnding === undefined ? texts.inPage : texts.numberEnding(numberEnding);
  return [number, texts.attemptCount(attempts.length), holder ?? owned].filter((fact) => fact !== undefined);
}
