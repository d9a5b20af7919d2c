import type { Condition } from '../condition-schema.ts';
import { asScript } from './xml.ts';

/** A condition as an ECMAScript expression over the functions of the document script. */
export function toExpression(condition: Condition): string {
  if ('all' in condition) return join(condition.all, ' && ');
  if ('any' in condition) return join(condition.any, ' || ');
  if ('not' in condition) return `!${join([condition.not], '')}`;
  const value = `fact(${asScript(condition.fact)})`;
  const call = (name: string, wanted: unknown): string => `${name}(${value}, ${asScript(wanted)})`;
  if ('is' in condition) return call('is', condition.is);
  if ('isNot' in condition) return call('isNot', condition.isNot);
  if ('startsWith' in condition) return call('startsWith', condition.startsWith);
  if ('contains' in condition) return call('contains', condition.contains);
  if ('exists' in condition) return call('exists', condition.exists);
  if ('atLeast' in condition) return call('atLeast', condition.atLeast);
  return `atLeast(${asScript(condition.atMost)}, ${value})`;
}

function join(parts: readonly Condition[], operator: string): string {
  return `(${parts.map(toExpression).join(operator)})`;
}
