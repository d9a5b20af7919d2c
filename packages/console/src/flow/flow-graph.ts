import type { FlowFinding, FlowNodeNumbers } from '@beside/protocol/flow-desk';
import type { Flow } from '@beside/protocol/visual-ivr';
import {
  layoutGraph,
  toGraph,
  type GraphLayout,
  type PlacedEdge,
  type PlacedNode,
} from '@beside/protocol/visual-ivr/graph';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { flowGraphStyles } from './flow-graph.styles.ts';
import { BesideNodePickedEvent } from './flow-events.ts';
import { FlowElement } from './flow-element.ts';
import { neighbourOf } from './neighbour.ts';

/** Of its natural size: the drawing is read from afar first, and never smaller than can be read. */
const START_SCALE = 0.8;
const SCALES = { least: 0.4, most: 1.6, step: 1.25 } as const;
const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

/**
 * The flow as a drawing: one box a node, an arrow for each way, what the linter says and how often it was entered on the
 * boxes. One box is in the order of the focus; arrow keys go to the next one in their direction.
 *
 * @element beside-flow-graph
 * @fires {BesideNodePickedEvent} beside-node-picked - A node is to be shown.
 */
export class BesideFlowGraph extends FlowElement {
  static override styles = [tokens, controls, flowGraphStyles];

  /** Of its natural size. */
  @state() private scale = START_SCALE;
  @state() private drawing: GraphLayout | undefined = undefined;

  @property({ attribute: false }) flow: Flow | undefined = undefined;
  /** The node that is edited. */
  @property() selected = '';
  @property({ attribute: false }) findings: readonly FlowFinding[] = [];
  /** Node id → what happened there. */
  @property({ attribute: false }) numbers: Readonly<Record<string, FlowNodeNumbers>> = {};

  /** Puts the focus on the selected node. */
  focusSelected(): void {
    this.renderRoot.querySelector<HTMLElement>('.node[tabindex="0"]')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.flow && (changed.has('flow') || changed.has('locale')))
      this.drawing = layoutGraph(toGraph(this.flow, this.locale), 'right');
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selected'))
      this.renderRoot
        .querySelector('.node.selected')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  override render(): TemplateResult | typeof nothing {
    const { drawing, flow, texts } = this;
    if (!drawing || !flow) return nothing;
    const { width, height, nodes, edges } = drawing;
    const near = edges.filter(({ from, to }) => from === this.selected || to === this.selected);
    const far = edges.filter((edge) => !near.includes(edge));
    const inOrder = nodes.some(({ nodeId }) => nodeId === this.selected) ? this.selected : flow.start;
    return html`<div class="zoom">
        <button
          type="button"
          class="icon-button"
          aria-label=${texts.zoomOut}
          title=${texts.zoomOut}
          @click=${() => this.#zoom(1 / SCALES.step)}
        >
          −
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label=${texts.zoomIn}
          title=${texts.zoomIn}
          @click=${() => this.#zoom(SCALES.step)}
        >
          +
        </button>
      </div>
      <div class="scroll">
        <div
          class="sheet"
          role="group"
          aria-label=${texts.graph}
          .style=${`inline-size:${px(width)};block-size:${px(height)};zoom:${this.scale.toFixed(2)}`}
          @keydown=${this.#handleKey}
        >
          <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
            <path class="edge" d=${far.map(({ points }) => linePath(points)).join('')}></path>
            <path class="head" d=${far.map(({ points }) => headPath(points)).join('')}></path>
            <path class="edge near" d=${near.map(({ points }) => linePath(points)).join('')}></path>
            <path class="head near" d=${near.map(({ points }) => headPath(points)).join('')}></path>
          </svg>
          ${edges.map(renderEdgeLabel)}
          ${nodes.map((node) => this.#renderNode(node, flow, node.nodeId === inOrder))}
        </div>
      </div>`;
  }

  #renderNode(
    { nodeId, kind, label, x, y, width, height }: PlacedNode,
    flow: Flow,
    isInOrder: boolean,
  ): TemplateResult {
    const { texts } = this;
    const found = this.findings.filter((finding) => finding.nodeId === nodeId);
    const worst = found.some(({ severity }) => severity === 'error')
      ? 'error'
      : found.length
        ? 'warning'
        : '';
    const entered = this.numbers[nodeId]?.entered ?? 0;
    const isStart = nodeId === flow.start;
    const kindName = texts.kinds[kind];
    const isSelected = nodeId === this.selected;
    return html`<button
      type="button"
      class="node ${kind} ${worst} ${isStart ? 'start' : ''} ${isSelected ? 'selected' : ''}"
      .style=${`left:${px(x)};top:${px(y)};width:${px(width)};min-height:${px(height)}`}
      data-node=${nodeId}
      tabindex=${isInOrder ? 0 : -1}
      aria-pressed=${isSelected ? 'true' : 'false'}
      @click=${() => this.#pick(nodeId)}
    >
      <span class="kind">${isStart ? texts.startKind(kindName) : kindName}</span>
      ${entered ? html`<span class="count" title=${texts.enteredTimes(entered)}>${this.formats.number(entered)}</span>` : nothing}
      <span class="title" dir="auto">${label}</span>
      ${worst ? html`<span class="mark"><span aria-hidden="true">!</span><span class="unseen">${texts.findingCount(found.length)}</span></span>` : nothing}
    </button>`;
  }

  #zoom(by: number): void {
    this.scale = Math.min(SCALES.most, Math.max(SCALES.least, this.scale * by));
  }

  #pick(nodeId: string): void {
    this.dispatchEvent(new BesideNodePickedEvent(nodeId));
  }

  #handleKey = (event: KeyboardEvent): void => {
    const { nodeId } = nodeOf(event);
    const direction = Object.hasOwn(ARROWS, event.key) ? ARROWS[event.key as keyof typeof ARROWS] : undefined;
    const next = nodeId && direction && this.drawing && neighbourOf(this.drawing.nodes, nodeId, direction);
    if (!next) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };
}

function nodeOf({ target }: Event): { readonly nodeId: string | undefined } {
  return { nodeId: target instanceof HTMLElement ? target.dataset['node'] : undefined };
}

type Points = PlacedEdge['points'];

function renderEdgeLabel({ lines, labelX, labelY, from }: PlacedEdge): TemplateResult | typeof nothing {
  if (!lines.length) return nothing;
  return html`<span
    class="edge-label"
    aria-hidden="true"
    data-from=${from}
    dir="auto"
    .style=${`left:${px(labelX)};top:${px(labelY)}`}
    >${lines.join(' ')}</span
  >`;
}

const px = (length: number): string => `${String(Math.round(length))}px`;
const at = ({ x, y }: Points[number]): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Through all points, rounded at those between the ends. */
function linePath(points: Points): string {
  const [first, ...rest] = points;
  if (!first || !rest.length) return '';
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1]!; // there is one after each that is not the last
    const isLast = index === rest.length - 2;
    return `Q${at(point)} ${at(isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first)}${bends.length ? bends.join('') : `L${at(rest[0]!)}`}`;
}

/** A triangle where the line ends, in its direction. */
function headPath(points: Points): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return '';
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const side = (way: number) => ({ x: end.x - 9 * dx - way * 4.5 * dy, y: end.y - 9 * dy + way * 4.5 * dx });
  return `M${at(end)}L${at(side(1))}L${at(side(-1))}Z`;
}

defineElement('beside-flow-graph', BesideFlowGraph);

declare global {
  interface HTMLElementTagNameMap {
    'beside-flow-graph': BesideFlowGraph;
  }
}
