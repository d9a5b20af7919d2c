import { Graph, layout } from '@dagrejs/dagre';
import type { FlowGraph, GraphEdge, GraphNode } from './graph.ts';
import { widthOf, wrap } from './wrap.ts';

/** Sizes of a drawing, in its own units; a unit is a pixel at its natural size. */
export const GRAPH_SIZES = {
  nodeWidth: 196,
  /** Above the label: kind and id. */
  headHeight: 22,
  lineHeight: 18,
  padding: 10,
  fontSize: 14,
  edgeFontSize: 12,
  margin: 24,
} as const;

const MAX_NODE_LINES = 3;
const MAX_EDGE_LINES = 2;
const EDGE_WIDTH = 130;

/** A node with its place: the upper left corner. */
export interface PlacedNode extends GraphNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

/** An edge with its way, and the middle of its label where it has one. */
export interface PlacedEdge extends GraphEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly lines: readonly string[];
  readonly labelX: number;
  readonly labelY: number;
}

/** A drawing without colours. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/**
 * Gives every node and edge its place, from the start downwards. The same graph gets the same places.
 *
 * @param direction `down`, or `right` for wide screens
 */
export function layoutGraph(graph: FlowGraph, direction: 'down' | 'right' = 'down'): GraphLayout {
  const { nodeWidth, headHeight, lineHeight, padding, fontSize, edgeFontSize, margin } = GRAPH_SIZES;
  const drawn = new Graph({ multigraph: true });
  drawn.setGraph({
    ...{ rankdir: direction === 'down' ? 'TB' : 'LR', nodesep: 28, ranksep: 44, edgesep: 16 },
    ...{ marginx: margin, marginy: margin },
  });
  drawn.setDefaultEdgeLabel(() => ({}));
  const linesOf = new Map<string, readonly string[]>();
  for (const { nodeId, label } of graph.nodes) {
    const lines = wrap(label, (nodeWidth - 2 * padding) / fontSize, MAX_NODE_LINES);
    linesOf.set(`node ${nodeId}`, lines);
    drawn.setNode(nodeId, { width: nodeWidth, height: headHeight + lines.length * lineHeight + 2 * padding });
  }
  for (const { edgeId, from, to, label } of graph.edges) {
    const lines = wrap(label, EDGE_WIDTH / edgeFontSize, MAX_EDGE_LINES);
    linesOf.set(`edge ${edgeId}`, lines);
    const width = Math.max(0, ...lines.map((line) => widthOf(line) * edgeFontSize + 8));
    drawn.setEdge(from, to, { width, height: lines.length * 15, labelpos: 'c' }, edgeId);
  }
  layout(drawn);
  const { width = 0, height = 0 } = drawn.graph() as { width?: number; height?: number };
  return {
    ...{ width: Math.ceil(width), height: Math.ceil(height) },
    nodes: graph.nodes.map((node): PlacedNode => {
      const placed = drawn.node(node.nodeId) as { x: number; y: number; width: number; height: number };
      return {
        ...node,
        ...{ x: placed.x - placed.width / 2, y: placed.y - placed.height / 2 },
        ...{ width: placed.width, height: placed.height, lines: linesOf.get(`node ${node.nodeId}`) ?? [] },
      };
    }),
    edges: graph.edges.map((edge): PlacedEdge => {
      const placed = drawn.edge(edge.from, edge.to, edge.edgeId) as {
        points?: { x: number; y: number }[];
        x?: number;
        y?: number;
      };
      const { points = [], x = 0, y = 0 } = placed;
      const lines = linesOf.get(`edge ${edge.edgeId}`) ?? [];
      return { ...edge, points: points.map((at) => ({ x: at.x, y: at.y })), lines, labelX: x, labelY: y };
    }),
  };
}
