import type { Flow } from '../flow-schema.ts';
import { findNode } from '../hops.ts';
import { listLinks } from '../links.ts';
import type { Fault } from './describe-finding.ts';
import type { Domains } from './domains.ts';
import { decide, isDownIn, type Ending, type World } from './explore.ts';
import { sayWorlds } from './say-world.ts';
import { MOMENTS, originsOf, type Ways } from './ways.ts';

const nodeAt = (nodeId: string) => ['nodes', nodeId] as const;

const isAt = (moment: World, hours: string): boolean => moment.get('hours')?.[0] === hours;

/** Nodes that nobody gets to, and screens from which nobody arrives in some moment (I3). */
export function checkEnds(flow: Flow, { reached, steps, unproven }: Ways, domains: Domains): Fault[] {
  // Where not everything was looked at, nobody knows.
  const isKnown = unproven.length === 0;
  const unreachable = Object.keys(flow.nodes)
    .filter((nodeId) => isKnown && !reached.has(nodeId))
    .map((nodeId): Fault => ({ ruleId: 'unreachable', path: nodeAt(nodeId) }));
  const stays = (nodeId: string): boolean => /^(?:menu|form)$/.test(findNode(flow, nodeId)?.kind ?? '');
  const arrivals = [...reached].filter((nodeId) => !stays(nodeId));
  const arrive = steps.map((moment) => originsOf(arrivals, moment));
  const lost = [...reached]
    .filter((nodeId) => isKnown && stays(nodeId))
    .flatMap((nodeId): Fault[] => {
      const bad = MOMENTS.filter((_moment, index) => !arrive[index]?.has(nodeId));
      if (bad.length === 0) return [];
      const isAlways = bad.some(
        (moment) => isAt(moment, 'open') && !isDownIn(moment, 'chat') && !isDownIn(moment, 'callback'),
      );
      const isClosed = bad.every((moment) => isAt(moment, 'closed'));
      const ruleId = isAlways ? 'no-end' : isClosed ? 'no-end-when-closed' : 'no-end-when-down';
      return [{ ruleId, path: nodeAt(nodeId), values: sayWorlds(bad, domains) }];
    });
  return [...unreachable, ...lost];
}

/** Chats and callbacks that one gets to while they are not there, and conditions that lead to each other for ever. */
export function checkPassing(flow: Flow, { bad, reached }: Ways, domains: Domains): Fault[] {
  const down = new Map<string, World[]>();
  const circles = new Map<string, Ending[]>();
  for (const ending of bad) {
    const { at, isDown, circle, world } = ending;
    if (at !== undefined && isDown) down.set(at, [...(down.get(at) ?? []), world]);
    if (!circle) continue;
    const key = [...circle].sort().join(' ');
    circles.set(key, [...(circles.get(key) ?? []), ending]);
  }
  const endless = [...circles.values()].flatMap((list): Fault[] => {
    const circle = inOrder(flow, list[0]?.circle ?? []);
    const values = {
      circle: circle.join(' → '),
      ...sayWorlds(
        list.map(({ world }) => world),
        domains,
      ),
    };
    return [{ ruleId: 'endless', path: nodeAt(circle[0] ?? ''), values }];
  });
  return [
    ...[...down].map(([nodeId, worlds]): Fault => {
      const node = findNode(flow, nodeId);
      const channel = node?.kind === 'action' ? node.action.do : '';
      const korean = channel === 'chat' ? '채팅' : '콜백';
      const values = { channel, 'channel.ko': korean, ...sayWorlds(worlds, domains) };
      return { ruleId: 'channel-down', path: nodeAt(nodeId), values };
    }),
    ...endless,
    ...findCircles(flow, reached)
      .filter((circle) => !circles.has([...circle].sort().join(' ')))
      .map((circle): Fault => {
        const ordered = inOrder(flow, circle);
        const values = { circle: ordered.join(' → ') };
        return { ruleId: 'condition-circle', path: nodeAt(ordered[0] ?? ''), values };
      }),
  ];
}

/** A circle from the node on that stands first in the file. */
function inOrder(flow: Flow, circle: readonly string[]): string[] {
  const order = Object.keys(flow.nodes);
  const first = [...circle].sort((a, b) => order.indexOf(a) - order.indexOf(b))[0] ?? '';
  const at = circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at)];
}

/** Circles of nodes that show nothing, whatever they compare; at least one of each knot. */
function findCircles(flow: Flow, reached: ReadonlySet<string>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (nodeId: string, way: readonly string[]): void => {
    const at = way.indexOf(nodeId);
    if (at >= 0) circles.push(way.slice(at));
    if (at >= 0 || done.has(nodeId)) return;
    done.add(nodeId);
    const node = findNode(flow, nodeId);
    if (node?.kind !== 'condition' && node?.kind !== 'action') return;
    for (const { to } of listLinks(node, nodeId)) visit(to, [...way, nodeId]);
  };
  for (const nodeId of reached) visit(nodeId, []);
  return circles;
}

/** Menus that have no choice in some world, and choices that lead to their own menu. */
export function checkMenus(flow: Flow, { reached }: Ways, domains: Domains): Fault[] {
  return Object.entries(flow.nodes).flatMap(([nodeId, node]): Fault[] => {
    if (node.kind !== 'menu') return [];
    const itself = node.choices.flatMap(({ to }, index): Fault[] =>
      to === nodeId ? [{ ruleId: 'choice-to-itself', path: ['nodes', nodeId, 'choices', index, 'to'] }] : [],
    );
    const whens = node.choices.flatMap(({ when }) => (when ? [when] : []));
    if (!reached.has(nodeId) || whens.length < node.choices.length) return itself;
    const empty = decide({ any: whens }, domains, new Map()).no;
    if (empty.length === 0) return itself;
    return [...itself, { ruleId: 'empty-menu', path: nodeAt(nodeId), values: sayWorlds(empty, domains) }];
  });
}

/** Levels of menus: by the shortest way from the start (I2). */
export function checkDepth(flow: Flow, { steps }: Ways, first: readonly string[]): Fault[] {
  const levels = new Map<string, number>();
  const isMenu = (nodeId: string): boolean => findNode(flow, nodeId)?.kind === 'menu';
  let open = first.map((nodeId) => ({ nodeId, level: isMenu(nodeId) ? 1 : 0 }));
  while (open.length > 0) {
    const next: typeof open = [];
    for (const { nodeId, level } of open) {
      if ((levels.get(nodeId) ?? Infinity) <= level) continue;
      levels.set(nodeId, level);
      for (const step of steps)
        for (const to of step.get(nodeId) ?? [])
          next.push({ nodeId: to, level: level + (isMenu(to) ? 1 : 0) });
    }
    open = next;
  }
  return [...levels].flatMap(([nodeId, level]): Fault[] =>
    isMenu(nodeId) && level > 3
      ? [{ ruleId: level >= 5 ? 'too-deep' : 'deep', path: nodeAt(nodeId), values: { level: String(level) } }]
      : [],
  );
}
