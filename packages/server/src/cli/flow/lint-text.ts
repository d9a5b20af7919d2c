import type { Flow } from '@beside/protocol/visual-ivr';
import {
  lintFlow,
  parseFlow,
  type Finding,
  type LintOptions,
  type LintedFile,
} from '@beside/protocol/visual-ivr/lint';
import { readFlowText } from './flow-text.ts';

/** A file that was linted; with its flow where it can be walked. */
export interface LintedText extends LintedFile {
  readonly flow?: Flow;
}

/** Everything that is wrong with the text of a flow, from its JSON to its ways. */
export function lintText(uri: string, text: string, options: LintOptions = {}): LintedText {
  const { locale = 'en' } = options;
  const { value, findings, regionOf } = readFlowText(text, locale);
  if (value === undefined) return { uri, findings, regionOf };
  const parsed = parseFlow(value, locale);
  const found: readonly Finding[] =
    'findings' in parsed ? parsed.findings : lintFlow(parsed.flow, { ...options, locale });
  const flow = 'flow' in parsed ? { flow: parsed.flow } : {};
  return { uri, findings: [...findings, ...found], regionOf, ...flow };
}
