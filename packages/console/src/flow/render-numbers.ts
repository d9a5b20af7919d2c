import type { FlowNodeNumbers } from '@beside/protocol/flow-desk';
import type { Formats } from '@beside/elements/shared';
import { html, type TemplateResult } from 'lit';

import type { FlowDesignerTerms } from './flow-terms.ts';

/** What happened at a node in the last days (I6). */
export function renderNumbers(
  numbers: FlowNodeNumbers | undefined,
  texts: FlowDesignerTerms,
  formats: Formats,
  locale: string,
): TemplateResult {
  if (!numbers)
    return html`<section class="numbers">
      <h4>${texts.numbers}</h4>
      <p class="hint">${texts.noNumbers}</p>
    </section>`;
  const { chat, callback, page, phone } = numbers.ledTo;
  const lines: readonly (readonly [string, string])[] = [
    [texts.entered, formats.number(numbers.entered)],
    [texts.left, formats.number(numbers.left)],
    [texts.averageTime, durationText(numbers.left ? numbers.totalMs / numbers.left : 0, locale)],
    [texts.ledTo, formats.number(chat + callback + page + phone)],
    [texts.solved, formats.number(numbers.solved)],
    [texts.notSolved, formats.number(numbers.notSolved)],
    [texts.solvedAlone, formats.number(numbers.solvedAlone)],
  ];
  return html`<section class="numbers">
    <h4>${texts.numbers}</h4>
    <dl>
      ${lines.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Seconds below two minutes, minutes above. */
function durationText(durationMs: number, locale: string): string {
  const seconds = durationMs / 1_000;
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [seconds / 60, 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 0 }).format(value);
}
