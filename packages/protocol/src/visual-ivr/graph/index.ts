export { toGraph, sayCondition, type FlowGraph, type GraphEdge, type GraphNode } from './graph.ts';
export { GRAPH_SIZES, layoutGraph, type GraphLayout, type PlacedEdge, type PlacedNode } from './layout.ts';
export { widthOf } from './wrap.ts';
