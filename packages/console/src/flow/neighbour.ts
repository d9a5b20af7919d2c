import type { PlacedNode } from '@beside/protocol/visual-ivr/graph';

type Place = Pick<PlacedNode, 'nodeId' | 'x' | 'y' | 'width' | 'height'>;

/** The nearest node in a direction; what lies straight ahead is nearer than what lies aside. */
export function neighbourOf(
  nodes: readonly Place[],
  nodeId: string,
  direction: 'up' | 'down' | 'left' | 'right',
): string | undefined {
  const here = nodes.find((node) => node.nodeId === nodeId);
  if (!here) return undefined;
  const isVertical = direction === 'up' || direction === 'down';
  const sign = direction === 'down' || direction === 'right' ? 1 : -1;
  const from = middleOf(here);
  const ranked = nodes.flatMap((node) => {
    const to = middleOf(node);
    const ahead = sign * (isVertical ? to.y - from.y : to.x - from.x);
    const aside = Math.abs(isVertical ? to.x - from.x : to.y - from.y);
    return ahead > 1 ? [{ nodeId: node.nodeId, distance: ahead + 2 * aside }] : [];
  });
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.nodeId;
}

function middleOf({ x, y, width, height }: Place): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
