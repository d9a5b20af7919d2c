import type { FlowFinding } from '@beside/protocol/flow-desk';
import type { Flow } from '@beside/protocol/visual-ivr';
import { describeFinding, RULES, type RuleId } from '@beside/protocol/visual-ivr/lint';
import { html, nothing, type TemplateResult } from 'lit';

import { BesideNodePickedEvent } from './flow-events.ts';
import type { FlowDesignerTerms } from './flow-terms.ts';

/** Everything the linter says, errors first; each leads to its node and says where in it. */
export function renderFindings(
  findings: readonly FlowFinding[],
  flow: Flow,
  texts: FlowDesignerTerms,
  locale: string,
): TemplateResult {
  if (!findings.length) return html`<p class="good">${texts.noFindings}</p>`;
  return html`<ul class="findings">
    ${findings.map((finding) => {
      const { nodeId, severity } = finding;
      const { message, mend } = isEmptyText(flow, finding)
        ? { message: texts.emptyText, mend: texts.emptyTextMend }
        : sayFinding(finding, locale);
      const place = placeIn(finding);
      return html`<li class=${severity}>
        <p class="where">
          <strong>${severity === 'error' ? texts.error : texts.warning}</strong>
          ${
            nodeId === undefined
              ? html`<span>${texts.ofFlow}</span>`
              : html`<button
                  type="button"
                  class="link"
                  @click=${({ currentTarget }: Event) => currentTarget?.dispatchEvent(new BesideNodePickedEvent(nodeId))}
                >
                  ${nodeId}
                </button>`
          }
          ${place ? html`<span class="hint" dir="ltr">${place}</span>` : nothing}
        </p>
        <p dir="auto">${message}</p>
        ${mend ? html`<p class="hint" dir="auto">${mend}</p>` : nothing}
      </li>`;
    })}
  </ul>`;
}

/** In the language of the console; in the server's words where it knows rules that this console does not. */
function sayFinding(finding: FlowFinding, locale: string): Pick<FlowFinding, 'message' | 'mend'> {
  const { ruleId, values } = finding;
  if (!Object.hasOwn(RULES, ruleId)) return finding;
  return describeFinding({ ruleId: ruleId as RuleId, values }, locale.startsWith('ko') ? 'ko' : 'en'); // one of its own
}

/** Where in its node, such as `title / en`. */
function placeIn({ nodeId, path }: FlowFinding): string {
  return segmentsOf(path)
    .slice(nodeId === undefined ? 0 : 2)
    .join(' / ');
}

/** What a new node has, which the linter's words about the format do not say. */
function isEmptyText(flow: Flow, { ruleId, path }: FlowFinding): boolean {
  let value: unknown = flow;
  for (const name of segmentsOf(path))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return ruleId === 'schema' && value === '';
}

/** Of a JSON pointer. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
