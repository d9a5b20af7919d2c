import type { Flow } from '@beside/protocol/visual-ivr';
import { conditionSchema } from '@beside/protocol/visual-ivr/schema';

import { NODE_KINDS } from './edit-flow.ts';

/**
 * A flow that may be unfinished: texts may be empty, names may lead nowhere, which is for the linter to say. Only what the
 * designer cannot draw is refused, such as a flow of a version that comes after this one.
 */
export function readFlow(value: unknown): Flow | undefined {
  if (!isRecord(value) || value['version'] !== 1 || typeof value['start'] !== 'string') return undefined;
  const { locales, nodes, variables } = value;
  if (!Array.isArray(locales) || locales.length === 0 || !isRecord(nodes)) return undefined;
  if (variables !== undefined && !Object.values(isRecord(variables) ? variables : [null]).every(isRecord))
    return undefined;
  // What is asked of here is all that is relied on; every value is shown as text and checked by the server when it is saved.
  return Object.values(nodes).every(isNode) ? (value as unknown as Flow) : undefined;
}

function isNode(node: unknown): boolean {
  if (!isRecord(node)) return false;
  const { kind, title, choices, fields, cases, action, articleId } = node;
  switch (NODE_KINDS.find((known) => known === kind)) {
    case 'menu':
      return isRecord(title) && areRecords(choices) && choices.every(isChoice);
    case 'form':
      return isRecord(title) && areRecords(fields);
    case 'condition':
      return areRecords(cases) && cases.every(({ when }) => isCondition(when));
    case 'action':
      return isRecord(action);
    case 'article':
      return isRecord(title) || typeof articleId === 'string';
    case 'end':
      return isRecord(title);
    case undefined:
      return false;
  }
}

const isChoice = ({ label, when }: Readonly<Record<string, unknown>>): boolean =>
  isRecord(label) && (when === undefined || isCondition(when));
const isCondition = (value: unknown): boolean => conditionSchema.safeParse(value).success;
const areRecords = (list: unknown): list is readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) && list.every(isRecord);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
