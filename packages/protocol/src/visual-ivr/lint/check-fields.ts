import type { Flow } from '../flow-schema.ts';
import type { FlowField } from '../node-schema.ts';
import { listComparisons, listConditions } from './comparisons.ts';
import type { Fault } from './describe-finding.ts';
import { sayNearest } from './nearest.ts';
import type { Path } from './pointer.ts';

interface PlacedField {
  readonly field: FlowField;
  readonly path: Path;
}

/** Variables that are asked for, looked at or declared alone, and fields that nobody can fill in. */
export function checkFields(flow: Flow): Fault[] {
  const { variables = {} } = flow;
  const forms = listForms(flow);
  const asked = new Set(forms.flat().map(({ field }) => field.variable));
  const lookedAt = listConditions(flow)
    .flatMap(listComparisons)
    .filter(({ comparison }) => comparison.fact.startsWith('variable.'))
    .map(({ comparison, path }) => ({ variable: comparison.fact.slice('variable.'.length), path }));
  const unknown = [
    ...forms.flat().map(({ field, path }) => ({ variable: field.variable, path: [...path, 'variable'] })),
    ...lookedAt.map(({ variable, path }) => ({ variable, path: [...path, 'fact'] })),
  ].filter(({ variable }) => !Object.hasOwn(variables, variable));
  return [
    ...unknown.map(({ variable, path }): Fault => ({
      ...{ ruleId: 'unknown-variable', path },
      values: { variable, ...sayNearest(variable, Object.keys(variables)) },
    })),
    ...Object.keys(variables)
      .filter((variable) => !asked.has(variable))
      .map((variable): Fault => ({
        ...{ ruleId: 'unused-variable', path: ['variables', variable], values: { variable } },
      })),
    ...lookedAt
      .filter(({ variable }) => Object.hasOwn(variables, variable) && !asked.has(variable))
      .map(({ variable, path }): Fault => ({
        ruleId: 'never-asked',
        path: [...path, 'fact'],
        values: { variable },
      })),
    ...forms.flatMap(checkForm),
    ...forms.flat().flatMap((placed) => checkField(flow, placed)),
  ];
}

function listForms({ nodes }: Flow): PlacedField[][] {
  return Object.entries(nodes).flatMap(([nodeId, node]) =>
    node.kind === 'form'
      ? [node.fields.map((field, index) => ({ field, path: ['nodes', nodeId, 'fields', index] }))]
      : [],
  );
}

function checkForm(fields: readonly PlacedField[]): Fault[] {
  return fields.flatMap(({ field: { variable }, path }, index): Fault[] =>
    fields.findIndex(({ field }) => field.variable === variable) === index
      ? []
      : [{ ruleId: 'duplicate-field', path: [...path, 'variable'], values: { variable } }],
  );
}

function checkField({ variables = {} }: Flow, { field, path }: PlacedField): Fault[] {
  const { variable, options = [], format, minLength = 0, maxLength = Infinity } = field;
  const input = Object.hasOwn(variables, variable) ? variables[variable]?.input : undefined;
  const faults: Fault[] = options.flatMap(({ value }, index): Fault[] =>
    options.findIndex((one) => one.value === value) === index
      ? []
      : [{ ruleId: 'duplicate-option', path: [...path, 'options', index, 'value'], values: { value } }],
  );
  const optionsFault = (problem: string, korean: string): Fault => ({
    ...{ ruleId: 'select-options', path, values: { problem, 'problem.ko': korean } },
  });
  if (input === 'select' && options.length === 0)
    faults.push(optionsFault('There is nothing to select from.', '고를 항목이 없습니다.'));
  if (input && input !== 'select' && options.length > 0)
    faults.push(
      optionsFault(
        `The input is ${input}, so options are not shown.`,
        `입력이 ${input}(이)라 항목이 보이지 않습니다.`,
      ),
    );
  if (minLength > maxLength)
    faults.push({
      ...{ ruleId: 'length-order', path: [...path, 'minLength'] },
      values: { minLength: String(minLength), maxLength: String(maxLength) },
    });
  if (format && input && input !== 'text')
    faults.push({ ruleId: 'format-input', path: [...path, 'format'], values: { input } });
  return faults;
}
