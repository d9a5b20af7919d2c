import type { Flow } from '../flow-schema.ts';
import { findNode } from '../hops.ts';
import { listEntries, listLinks } from '../links.ts';
import type { FlowNode } from '../node-schema.ts';
import type { Domains, FactValue } from './domains.ts';
import { decide, explore, isDownIn, type Ending, type OnTaken, type World } from './explore.ts';
import { toPointer, type Path } from './pointer.ts';

/** The twelve moments that a flow has to hold in: hours, and which channels are there. */
export const MOMENTS: readonly World[] = ['open', 'unattended', 'closed'].flatMap((hours) =>
  [true, false].flatMap((chat) =>
    [true, false].map(
      (callback): World =>
        new Map<string, readonly FactValue[]>([
          ['hours', [hours]],
          ['channel.chat', [chat]],
          ['channel.callback', [callback]],
        ]),
    ),
  ),
);

/** All ways through a flow, in every moment. */
export interface Ways {
  /** Screens and passed nodes that somebody gets to, ever. */
  readonly reached: ReadonlySet<string>;
  /** By moment, as in {@link MOMENTS}: screen → screens that a step leads to. */
  readonly steps: readonly ReadonlyMap<string, ReadonlySet<string>>[];
  /** The endings in which nothing is left to do: a channel that is down, conditions that go round in circles. */
  readonly bad: readonly Ending[];
  /** By condition: the ways that are taken, ever. */
  readonly taken: ReadonlyMap<string, ReadonlySet<number | 'otherwise'>>;
  /** Places from which there was too much to look at. */
  readonly unproven: readonly Path[];
}

/** Endings of a whole flow that are looked at. */
const MAX_ENDINGS = 1_000_000;

/** Walks a flow in all moments from its entries on; facts may change with every step. */
export function findWays(flow: Flow, domains: Domains): Ways {
  const taken = new Map<string, Set<number | 'otherwise'>>();
  const onTaken: OnTaken = (nodeId, way) => taken.set(nodeId, (taken.get(nodeId) ?? new Set()).add(way));
  const unproven = new Map<string, Path>();
  const reached = new Set<string>();
  const steps = MOMENTS.map(() => new Map<string, Set<string>>());
  const bad: Ending[] = [];
  let count = 0;
  const cache = new Map<string, readonly Ending[]>();
  const open: string[] = [];

  const go = (to: string, index: number, path: Path, worlds?: readonly World[]): readonly Ending[] => {
    const key = worlds ? undefined : `${String(index)} ${to}`;
    const known = key === undefined ? undefined : cache.get(key);
    if (known) return known;
    const moment = MOMENTS[index] ?? new Map<string, never>();
    // What is too much in one moment is too much in the others.
    const isTooMuch = count > MAX_ENDINGS || unproven.has(toPointer(path));
    const endings = isTooMuch ? undefined : explore(flow, to, domains, worlds ?? [moment], onTaken);
    if (!endings) unproven.set(toPointer(path), path);
    for (const ending of endings ?? []) {
      const { at, passed, isDown, circle } = ending;
      count += 1;
      if (isDown || circle) bad.push(ending);
      for (const nodeId of passed) reached.add(nodeId);
      if (at === undefined || reached.has(at)) continue;
      reached.add(at);
      open.push(at);
    }
    if (key !== undefined) cache.set(key, endings ?? []);
    return endings ?? [];
  };

  MOMENTS.forEach((_moment, index) => {
    for (const { to, path } of listEntries(flow)) go(to, index, path);
  });
  for (let nodeId = open.pop(); nodeId !== undefined; nodeId = open.pop()) {
    const node = findNode(flow, nodeId);
    if (!node) continue;
    for (const { to, path, when } of listLinks(node, nodeId)) {
      MOMENTS.forEach((moment, index) => {
        if (!isTaken(node, moment)) return;
        const worlds = when && decide(when, domains, moment).yes;
        if (worlds?.length === 0) return;
        const next = steps[index]?.get(nodeId) ?? new Set<string>();
        for (const { at } of go(to, index, path, worlds)) if (at !== undefined) next.add(at);
        steps[index]?.set(nodeId, next);
      });
    }
  }
  return { reached, steps, bad, taken, unproven: [...unproven.values()] };
}

/** Whether people take the links of a node that is shown: those of an action once its channel broke down. */
function isTaken(node: FlowNode, moment: World): boolean {
  if (node.kind !== 'action') return true;
  const channel = node.action.do;
  return (channel === 'chat' || channel === 'callback') && isDownIn(moment, channel);
}

/** Everything that can be got to from a screen, itself included. */
export function closureOf(from: string, steps: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set([from]);
  for (const one of seen) for (const next of steps.get(one) ?? []) seen.add(next);
  return seen;
}

/** Everything from which one can get to one of some screens, themselves included. */
export function originsOf(
  targets: readonly string[],
  steps: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const before = new Map<string, string[]>();
  for (const [from, list] of steps) for (const to of list) before.set(to, [...(before.get(to) ?? []), from]);
  const seen = new Set(targets);
  for (const one of seen) for (const from of before.get(one) ?? []) seen.add(from);
  return seen;
}

/** The screens a flow may start with. */
export function listStarts(flow: Flow, domains: Domains): string[] {
  const endings = explore(flow, flow.start, domains, [new Map()]) ?? [];
  return [...new Set(endings.flatMap(({ at }) => (at === undefined ? [] : [at])))];
}
