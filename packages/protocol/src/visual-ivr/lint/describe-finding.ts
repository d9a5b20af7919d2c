import type { Finding, LintLocale } from './finding.ts';
import { toPointer, type Path } from './pointer.ts';
import { RULES, type RuleId } from './rules.ts';
import { ENGLISH, type RuleText } from './texts-en.ts';
import { KOREAN } from './texts-ko.ts';

/** A finding before it is put into words; what its texts name may differ by language. */
export interface Fault {
  readonly ruleId: RuleId;
  readonly path: Path;
  /** Where it is not the node that the path goes through. */
  readonly nodeId?: string | undefined;
  readonly values?: Readonly<Record<string, string>>;
}

/** What a rule says about a finding, in a language. */
export function describeFinding(
  { ruleId, values }: Pick<Finding, 'ruleId' | 'values'>,
  locale: LintLocale,
): RuleText {
  const { message, mend } = (locale === 'ko' ? KOREAN : ENGLISH)[ruleId];
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => sayValue(values, name, locale));
  return { message: fill(message), mend: fill(mend) };
}

/** Puts a fault into words. The node is the one its path goes through, unless it names another. */
export function toFinding({ ruleId, path, nodeId, values = {} }: Fault, locale: LintLocale): Finding {
  const at = nodeId ?? (path[0] === 'nodes' && path[1] !== undefined ? String(path[1]) : undefined);
  const named = at === undefined ? {} : { nodeId: at };
  const all = { ...named, ...values };
  const said = describeFinding({ ruleId, values: all }, locale);
  return { ruleId, severity: RULES[ruleId], ...named, path: toPointer(path), ...said, values: all };
}

/** A value of another language is under its name with the locale, as `problem.ko`. */
function sayValue(values: Finding['values'], name: string, locale: LintLocale): string {
  const key = `${name}.${locale}`;
  if (Object.hasOwn(values, key)) return values[key] ?? '';
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}
