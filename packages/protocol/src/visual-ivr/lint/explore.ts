import { LIMITS } from '../../limits.ts';
import type { Comparison, Condition } from '../condition-schema.ts';
import { compare } from '../condition.ts';
import type { Flow } from '../flow-schema.ts';
import { findNode } from '../hops.ts';
import { valuesOf, type Domains, type FactValue } from './domains.ts';

/** What is assumed of the facts: of those that were looked at, the values they may still have. */
export type World = ReadonlyMap<string, readonly FactValue[]>;

/** Where one comes in a world. */
export interface Ending {
  readonly world: World;
  /** The node that is shown. */
  readonly at?: string;
  /** Of a chat or callback: it is not there, and nothing is said instead. */
  readonly isDown?: boolean;
  /** Conditions that lead to each other; then nothing is shown. */
  readonly circle?: readonly string[];
  /** What was passed through, in order. */
  readonly passed: readonly string[];
}

/** Of a passed condition: which way was taken. */
export type OnTaken = (nodeId: string, way: number | 'otherwise') => void;

/** Worlds in which something holds, and in which it does not. */
export interface Decided {
  readonly yes: readonly World[];
  readonly no: readonly World[];
}

/** What is explored in one go at most; above it, it is said to be unproven. */
const MAX_WORLDS = 4_000;

/**
 * Splits a world by whether a condition holds. Facts do not depend on each other, so this is exact: each world that comes
 * out exists, and nothing is told apart that the condition does not tell apart.
 */
export function decide(condition: Condition, domains: Domains, world: World): Decided {
  if ('not' in condition) {
    const { yes, no } = decide(condition.not, domains, world);
    return { yes: no, no: yes };
  }
  if ('any' in condition) {
    const { yes, no } = decide({ all: condition.any.map((not) => ({ not })) }, domains, world);
    return { yes: no, no: yes };
  }
  if (!('all' in condition)) return decideOne(condition, domains, world);
  let yes: readonly World[] = [world];
  const no: World[] = [];
  for (const part of condition.all) {
    const parts = yes.map((one) => decide(part, domains, one));
    yes = parts.flatMap((one) => one.yes);
    no.push(...parts.flatMap((one) => one.no));
    if (yes.length + no.length > MAX_WORLDS)
      return { yes: yes.slice(0, MAX_WORLDS), no: no.slice(0, MAX_WORLDS) };
  }
  return { yes, no };
}

function decideOne(comparison: Comparison, domains: Domains, world: World): Decided {
  const { fact } = comparison;
  const values = world.get(fact) ?? valuesOf(domains, fact);
  const assume = (left: readonly FactValue[]): World[] =>
    left.length === 0
      ? []
      : [left.length === values.length && world.has(fact) ? world : new Map(world).set(fact, left)];
  return {
    yes: assume(values.filter((value) => compare(comparison, value))),
    no: assume(values.filter((value) => !compare(comparison, value))),
  };
}

/** Whether a channel is known not to be there. */
export function isDownIn(world: World, channel: 'chat' | 'callback'): boolean {
  const values = world.get(`channel.${channel}`);
  return values?.length === 1 && values[0] === false;
}

/**
 * Where one comes from a node in all worlds that extend the given ones, just as the engine would.
 *
 * @returns `undefined` when there are too many to look at
 */
export function explore(
  flow: Flow,
  nodeId: string,
  domains: Domains,
  worlds: readonly World[],
  onTaken: OnTaken = () => undefined,
): Ending[] | undefined {
  const endings: Ending[] = [];
  const open: { at: string; world: World; passed: readonly string[] }[] = worlds.map((world) => ({
    ...{ at: nodeId, world, passed: [] },
  }));
  for (let one = open.pop(); one; one = open.pop()) {
    if (endings.length + open.length > MAX_WORLDS) return undefined;
    const { at, world } = one;
    const passed = [...one.passed, at];
    const node = findNode(flow, at);
    if (one.passed.includes(at) || passed.length > LIMITS.maxFlowHops) {
      endings.push({ world, circle: one.passed.slice(one.passed.indexOf(at)), passed: one.passed });
    } else if (node?.kind === 'condition') {
      let left: readonly World[] = [world];
      for (const [index, { when, to }] of node.cases.entries()) {
        const split = left.map((before) => decide(when, domains, before));
        left = split.flatMap(({ no }) => no);
        for (const taken of split.flatMap(({ yes }) => yes)) {
          onTaken(at, index);
          open.push({ at: to, world: taken, passed });
        }
        if (open.length + left.length > MAX_WORLDS) return undefined;
      }
      if (left.length > 0) onTaken(at, 'otherwise');
      for (const rest of left) open.push({ at: node.otherwise, world: rest, passed });
    } else if (node?.kind === 'action' && (node.action.do === 'chat' || node.action.do === 'callback')) {
      const isDown: Comparison = { fact: `channel.${node.action.do}`, is: false };
      const { yes, no } = decideOne(isDown, domains, world);
      for (const up of no) endings.push({ world: up, at, passed: one.passed });
      for (const down of yes) {
        if (node.otherwise === undefined) endings.push({ world: down, at, isDown: true, passed: one.passed });
        else open.push({ at: node.otherwise, world: down, passed });
      }
    } else endings.push({ world, at, passed: one.passed });
  }
  return endings;
}
