import type { DeskWaits } from '@beside/protocol';
import type { Formats } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import type { CallbackTerms } from './callback-terms.ts';

/** How the waiting ranges of a queue held that customers were told (Q5): a bar, and the same in words. */
export function renderWaits(
  { promised, held, earlier, later, withoutPromise }: DeskWaits,
  texts: CallbackTerms,
  formats: Formats,
): TemplateResult {
  const number = formats.number;
  const untold = withoutPromise ? texts.waitsUntold(withoutPromise, number(withoutPromise)) : nothing;
  if (promised === 0)
    return html`<div class="waits">
      <p class="detail">${texts.waitsNone} ${untold}</p>
    </div>`;
  const part = (name: string, count: number): TemplateResult | typeof nothing =>
    count ? html`<span class="part ${name}" style="flex-grow: ${count}"></span>` : nothing;
  return html`<div class="waits">
    <p>${texts.waitsKept(number(Math.round((100 * held) / promised)), number(held), number(promised))}</p>
    <div class="bar" aria-hidden="true">
      ${part('held', held)} ${part('earlier', earlier)} ${part('later', later)}
    </div>
    <p class="detail">${texts.waitsOff(number(earlier), number(later))} ${untold}</p>
  </div>`;
}
