import { LIMITS } from '../limits.ts';
import type { FlowValues } from './condition.ts';
import type { Flow } from './flow-schema.ts';
import type { FlowField, FlowNodeOf } from './node-schema.ts';

/** Why a value of a form is not taken. */
export type FieldProblem = 'required' | 'too-short' | 'too-long' | 'format' | 'option';

/** What is wrong with a form, by variable. */
export type FormProblems = Readonly<Record<string, FieldProblem>>;

/** How values of a format, or of an input, look. */
export const FORMATS = {
  digits: /^\d+$/,
  'letters-digits': /^[\p{L}\p{N}]+$/u,
  'order-number': /^[A-Za-z0-9][A-Za-z0-9-]*$/,
  email: /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/,
  tel: /^\+?(?:[ ().-]*\d){4,20}[ ().-]*$/,
  number: /^[+-]?\d{1,15}(?:\.\d{1,15})?$/,
} as const;

// Not what Unicode may print: schema.ts refuses them where they come in again.
const UNPRINTABLE = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\u{10ffff}]/gu;

/** What a form's values become: those that are filled in, tidied, and what is wrong with them. */
export function checkForm(
  { variables = {} }: Flow,
  { fields }: FlowNodeOf<'form'>,
  values: FlowValues,
): { readonly values: FlowValues; readonly problems: FormProblems } {
  const tidy: [string, string][] = [];
  const problems: [string, FieldProblem][] = [];
  for (const field of fields) {
    const { variable } = field;
    const input = Object.hasOwn(variables, variable) ? (variables[variable]?.input ?? 'text') : 'text';
    const value = tidyValue(Object.hasOwn(values, variable) ? (values[variable] ?? '') : '', input);
    const problem =
      value === '' ? (field.required ? 'required' : undefined) : findProblem(value, field, input);
    if (problem) problems.push([variable, problem]);
    if (value !== '') tidy.push([variable, value]);
  }
  return { values: Object.fromEntries(tidy), problems: Object.fromEntries(problems) };
}

/** Without what cannot be seen; digits and signs of Asian keyboards as everybody's where a machine reads them. */
function tidyValue(value: string, input: string): string {
  const text = value.replace(UNPRINTABLE, '').trim();
  return /^(?:tel|number|email|date)$/.test(input) ? text.normalize('NFKC') : text;
}

function findProblem(value: string, field: FlowField, input: string): FieldProblem | undefined {
  const { options, format, minLength = 0, maxLength = LIMITS.maxFlowValueLength } = field;
  if (input === 'select') return options?.some((option) => option.value === value) ? undefined : 'option';
  if (value.length < minLength) return 'too-short';
  if (value.length > maxLength) return 'too-long';
  const pattern = FORMATS[(format ?? input) as keyof typeof FORMATS] as RegExp | undefined; // texts have none
  const isFine = input === 'date' ? isDay(value) : (pattern?.test(value) ?? true);
  return isFine ? undefined : 'format';
}

/** `2026-11-25`, and a day that exists. */
function isDay(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}
