import type { Comparison, FactName } from '../condition-schema.ts';
import type { Flow } from '../flow-schema.ts';
import { listComparisons, listConditions } from './comparisons.ts';

/** A value of a fact; `undefined`: not known. */
export type FactValue = string | number | boolean | undefined;

/** For each fact that a flow looks at, values that stand for all it may have. */
export type Domains = ReadonlyMap<string, readonly FactValue[]>;

const BOOLEANS: readonly FactValue[] = [true, false, undefined];
const FIXED: Readonly<Record<string, readonly FactValue[]>> = {
  hours: ['open', 'unattended', 'closed', undefined],
  'channel.chat': BOOLEANS,
  'channel.callback': BOOLEANS,
  identified: [true, false],
};
const NUMBERS: readonly string[] = ['waitingMinutes', 'freeAgents', 'cartTotal', 'cartCount'];
const DAY_MS = 86_400_000;

/**
 * The values that decide. A comparison can tell apart only what it names and what lies between that, so a flow does the
 * same for every value there is as for one of these.
 */
export function findDomains(flow: Flow): Domains {
  const byFact = new Map<string, Comparison[]>();
  for (const { comparison } of listConditions(flow).flatMap(listComparisons))
    byFact.set(comparison.fact, [...(byFact.get(comparison.fact) ?? []), comparison]);
  return new Map([
    ...Object.entries(FIXED),
    ...[...byFact].map(([fact, list]) => [fact, domainOf(flow, fact, list)] as const),
  ]);
}

/** Values of a fact; of one that nothing looks at, that it is not known. */
export function valuesOf(domains: Domains, fact: FactName): readonly FactValue[] {
  return domains.get(fact) ?? [undefined];
}

function domainOf(flow: Flow, fact: string, comparisons: readonly Comparison[]): readonly FactValue[] {
  const fixed = Object.hasOwn(FIXED, fact) ? FIXED[fact] : undefined;
  if (fixed) return fixed;
  const options = fact.startsWith('variable.') ? optionsOf(flow, fact.slice('variable.'.length)) : undefined;
  if (options) return [...options, undefined];
  const numbers = around(comparisons.flatMap(boundsOf).filter((bound) => typeof bound === 'number'));
  if (NUMBERS.includes(fact)) return [...numbers.filter((value) => value >= 0), undefined];
  const texts = textsOf(comparisons);
  const days = comparisons
    .flatMap(boundsOf)
    .filter((bound) => typeof bound === 'string')
    .flatMap((day) => [-1, 0, 1].map((shift) => shiftDay(day, shift)));
  const named =
    fact === 'locale' ? [...flow.locales, ...texts] : [...texts, ...numbers.map(String), ...days, undefined];
  return [...new Set(named)];
}

/** What a `select` lets through; `undefined` where people write what they like. */
function optionsOf({ variables = {}, nodes }: Flow, variable: string): string[] | undefined {
  if (!Object.hasOwn(variables, variable) || variables[variable]?.input !== 'select') return undefined;
  const values = Object.values(nodes).flatMap((node) =>
    node.kind === 'form'
      ? node.fields
          .filter((field) => field.variable === variable)
          .flatMap(({ options = [] }) => options.map(({ value }) => value))
      : [],
  );
  return [...new Set(values)];
}

function boundsOf(comparison: Comparison): (number | string)[] {
  if ('atLeast' in comparison) return [comparison.atLeast];
  if ('atMost' in comparison) return [comparison.atMost];
  const named = 'is' in comparison ? comparison.is : 'isNot' in comparison ? comparison.isNot : undefined;
  return typeof named === 'number' ? [named] : [];
}

/** Each number, one between each two, one below and one above. */
function around(numbers: readonly number[]): number[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  const between = sorted.flatMap((number, index) => {
    const next = sorted[index + 1];
    return next === undefined ? [number] : [number, (number + next) / 2];
  });
  return [...new Set([first - 1, ...between, last + 1])];
}

/** Texts that are named, and those that fit several beginnings and parts at once. */
function textsOf(comparisons: readonly Comparison[]): string[] {
  const whole = comparisons.flatMap((one) =>
    'is' in one ? [String(one.is)] : 'isNot' in one ? [String(one.isNot)] : [],
  );
  const starts = comparisons.flatMap((one) => ('startsWith' in one ? [one.startsWith] : []));
  const parts = comparisons.flatMap((one) => ('contains' in one ? [one.contains] : []));
  const joined = ['', ...starts, ...whole].flatMap((start) => [
    start,
    ...parts.map((part) => start + part),
    ...parts.flatMap((part, index) => parts.slice(index + 1).map((other) => start + part + other)),
    start + parts.join(''),
  ]);
  // A text that no flow names, and one that begins with it and holds nothing.
  return [...new Set([...whole, ...joined, '\u2047'])];
}

function shiftDay(day: string, shift: number): string {
  const at = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(at) ? day : new Date(at + shift * DAY_MS).toISOString().slice(0, 10);
}
