import type { Comparison, Condition, FactName } from './condition-schema.ts';
import type { FlowFacts } from './facts.ts';

/** What was filled in on the way, by name of the variable. */
export type FlowValues = Readonly<Record<string, string>>;

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is known at the moment under a name; `undefined`: nothing. */
export function readFact(
  name: FactName,
  { live, page, cart, isIdentified, locale, attributes }: FlowFacts,
  variables: FlowValues,
): string | number | boolean | undefined {
  switch (name) {
    case 'hours':
      return live?.availability.status;
    case 'waitingMinutes':
      return live?.waiting?.toMinutes;
    case 'freeAgents':
      return live?.freeAgents;
    case 'channel.chat':
      return live?.channels.chat;
    case 'channel.callback':
      return live?.channels.callback;
    case 'page':
      return page?.url;
    case 'path':
      return page && /^https?:\/\/[^/?#]*([^?#]*)/.exec(page.url)?.[1];
    case 'pageTitle':
      return page?.title;
    case 'cartTotal':
      return cart?.total;
    case 'cartCount':
      return cart?.count;
    case 'cartCurrency':
      return cart?.currency;
    case 'identified':
      return isIdentified;
    case 'locale':
      return locale;
    default: {
      const dot = name.indexOf('.');
      const values = name.startsWith('variable.') ? variables : attributes;
      const key = name.slice(dot + 1);
      return values && Object.hasOwn(values, key) ? values[key] : undefined;
    }
  }
}

/**
 * Whether a condition holds. Every comparison with something that is not known is false, `isNot` too; only
 * `exists: false` and `not` hold then. Values are compared as what they look like: what is filled in is text.
 */
export function evaluate(condition: Condition, facts: FlowFacts, variables: FlowValues): boolean {
  return evaluateWith(condition, (fact) => readFact(fact, facts, variables));
}

/** The same, whatever the facts come from. */
export function evaluateWith(
  condition: Condition,
  read: (fact: FactName) => string | number | boolean | undefined,
): boolean {
  const holds = (part: Condition): boolean => evaluateWith(part, read);
  if ('all' in condition) return condition.all.every(holds);
  if ('any' in condition) return condition.any.some(holds);
  if ('not' in condition) return !holds(condition.not);
  return compare(condition, read(condition.fact));
}

/** Whether a value is what a comparison wants; `undefined`: it is not known. */
export function compare(wanted: Comparison, value: string | number | boolean | undefined): boolean {
  if ('exists' in wanted) return (value !== undefined) === wanted.exists;
  if (value === undefined) return false;
  if ('is' in wanted) return String(value) === String(wanted.is);
  if ('isNot' in wanted) return String(value) !== String(wanted.isNot);
  if ('startsWith' in wanted) return String(value).startsWith(wanted.startsWith);
  if ('contains' in wanted) return String(value).includes(wanted.contains);
  return 'atLeast' in wanted ? isAtLeast(value, wanted.atLeast) : isAtLeast(wanted.atMost, value);
}

function isAtLeast(value: string | number | boolean, bound: string | number | boolean): boolean {
  if (DAY.test(String(value)) && DAY.test(String(bound))) return value >= bound;
  return NUMBER.test(String(value)) && NUMBER.test(String(bound)) && Number(value) >= Number(bound);
}
