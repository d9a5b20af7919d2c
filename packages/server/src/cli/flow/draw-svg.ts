import type { Finding } from '@beside/protocol/visual-ivr/lint';
import {
  GRAPH_SIZES,
  widthOf,
  type GraphLayout,
  type PlacedEdge,
  type PlacedNode,
} from '@beside/protocol/visual-ivr/graph';
import { drawingWords } from './drawing-words.ts';
import { DRAWING_STYLE } from './drawing-style.ts';
import { escapeMarkup } from './escape-markup.ts';

/** What is drawn besides places. */
export interface DrawingOptions {
  readonly findings: readonly Finding[];
  /** Of the words of the drawing; those of the flow are in the layout. */
  readonly locale: string;
  readonly title: string;
}

/** A flow as an SVG picture, for light and dark; it stands alone and runs nothing. */
export function drawSvg(placed: GraphLayout, { findings, locale, title }: DrawingOptions): string {
  const { width, height, nodes, edges } = placed;
  const of = (nodeId: string): Finding[] => findings.filter((finding) => finding.nodeId === nodeId);
  return `<svg xmlns="http://www.w3.org/2000/svg" class="beside-flow" lang="${escapeMarkup(locale)}" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" role="img" aria-labelledby="flow-title">
<title id="flow-title">${escapeMarkup(title)}</title>
<style>${DRAWING_STYLE}</style>
<defs><marker id="flow-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="arrow" d="M0 0.5 10 5 0 9.5z"/></marker></defs>
<rect class="ground" width="${String(width)}" height="${String(height)}"/>
<g class="edges">
${edges.map(drawEdge).join('\n')}
</g>
<g class="nodes">
${nodes.map((node) => drawNode(node, of(node.nodeId), locale)).join('\n')}
</g>
</svg>
`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

function drawEdge({ kind, points, lines, labelX, labelY }: PlacedEdge): string {
  const top = labelY - ((lines.length - 1) * 15) / 2 + 4;
  const texts = lines.map(
    (line, index) =>
      `<text class="edge-label" x="${round(labelX)}" y="${round(top + index * 15)}" text-anchor="middle">${escapeMarkup(line)}</text>`,
  );
  // The line stops behind its words.
  const width = Math.max(0, ...lines.map(widthOf)) * GRAPH_SIZES.edgeFontSize + 8;
  const plate = `<rect class="plate" x="${round(labelX - width / 2)}" y="${round(top - 13)}" width="${round(width)}" height="${String(lines.length * 15 + 2)}" rx="4"/>`;
  return `<g class="edge ${kind}"><path d="${curve(points)}" marker-end="url(#flow-arrow)"/>${lines.length > 0 ? plate : ''}${texts.join('')}</g>`;
}

/** Through the middles between the points, with the points to bend to. */
function curve(points: PlacedEdge['points']): string {
  const [first, ...others] = points;
  const last = others.at(-1);
  if (!first || !last) return '';
  const bends = others.slice(0, -1).map((point, index) => {
    const next = others[index + 1] ?? last;
    const isLast = index === others.length - 2;
    const to = isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${round(point.x)} ${round(point.y)} ${round(to.x)} ${round(to.y)}`;
  });
  return `M${round(first.x)} ${round(first.y)}${bends.length > 0 ? bends.join('') : `L${round(last.x)} ${round(last.y)}`}`;
}

function drawNode(node: PlacedNode, findings: readonly Finding[], locale: string): string {
  const { nodeId, kind, action, x, y, width, height, lines, isStart, isHuman } = node;
  const { padding, headHeight, lineHeight } = GRAPH_SIZES;
  const words = drawingWords(locale);
  const isWrong = findings.some(({ severity }) => severity === 'error');
  const mark = findings.length === 0 ? '' : isWrong ? ' wrong' : ' doubtful';
  const badges = [isStart ? words.start : '', isHuman ? words.human : '']
    .filter((word) => word !== '')
    .join(' · ');
  const head = [words.kinds[action === '' ? kind : action], badges].filter((word) => word !== '').join(' · ');
  const texts = lines.map(
    (line, index) =>
      `<text class="label" x="${String(padding + 6)}" y="${String(headHeight + padding + (index + 1) * lineHeight - 5)}">${escapeMarkup(line)}</text>`,
  );
  const sign = findings.length === 0 ? '' : drawMark(findings.length, isWrong, width);
  const told = findings.map(({ message, mend }) => `\n${message} ${mend}`).join('');
  return `<g class="node ${kind}${action === '' ? '' : ` ${action}`}${mark}" transform="translate(${round(x)} ${round(y)})" data-node="${escapeMarkup(nodeId)}"><title>${escapeMarkup(`${nodeId}${told}`)}</title><rect class="box" width="${round(width)}" height="${round(height)}" rx="10"/><path class="bar" d="M10 0H6a6 10 0 0 0-6 10v${round(height - 20)}a6 10 0 0 0 6 10h0V0z"/><text class="head" x="${String(padding + 6)}" y="${String(padding + 9)}">${escapeMarkup(head)}</text>${texts.join('')}${sign}</g>`;
}

/** A sign, a number and a word in the title: not colour alone. */
function drawMark(count: number, isWrong: boolean, width: number): string {
  const sign = isWrong ? '✕' : '!';
  return `<g class="mark" transform="translate(${round(width - 8)} 2)"><circle r="13"/><text text-anchor="middle" y="4.5">${sign}${count > 1 ? String(count) : ''}</text></g>`;
}
