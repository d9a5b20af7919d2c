import { parseArgs } from 'node:util';
import { BesideError } from '@beside/protocol';
import { layoutGraph, toGraph, type GraphLayout } from '@beside/protocol/visual-ivr/graph';
import { toSarif, type LintLocale, type LintSite } from '@beside/protocol/visual-ivr/lint';
import { toScxml } from '@beside/protocol/visual-ivr/scxml';
import type { CommandOutcome } from '../operator-command.ts';
import { drawHtml } from './draw-html.ts';
import { drawSvg } from './draw-svg.ts';
import { lintText, type LintedText } from './lint-text.ts';
import { printFindings } from './print-findings.ts';
import { readSite } from './read-site.ts';

const USAGE = `beside-flow lint FILE... [--site FILE] [--locale en|ko] [--json | --sarif]
beside-flow graph FILE   [--site FILE] [--locale TAG] [--out FILE.svg | --out FILE.html]
beside-flow scxml FILE   [--locale TAG] [--out FILE.xml]

  lint      proves that customers get through: place, reason and mend of everything that is wrong
  graph     draws the flow, with what is wrong marked
  scxml     the same menu for a voice system

  --site    JSON of what the site has: { "queues": ["general"], "articles": { "returns": ["en", "ko"] } }
  --locale  language of the findings and of the flow's texts (en)
  --json    findings as JSON
  --sarif   findings as SARIF 2.1.0
  --out     file to write instead of standard output

Ends with 0; with 1 when a flow has errors; with 2 when the command is wrong or a file cannot be read.
`;
const OPTIONS = {
  site: { type: 'string' },
  locale: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  sarif: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
const FAILED = 1;
const WRONG = 2;
/** Of a drawing that fits a usual screen, in pixels. */
const MAX_WIDTH = 1_400;

/** What the program touches outside of itself. */
export interface FlowCommandParts {
  /** Reads a file as text; throws when that is not possible. */
  read(path: string): string;
  write(path: string, content: string): void;
  /** Of this package, for SARIF. */
  readonly version: string;
  /** Standard output is a terminal. */
  readonly isColoured: boolean;
}

/** `beside-flow`; never throws. */
export function runFlowCommand(argv: readonly string[], parts: FlowCommandParts): CommandOutcome {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: OPTIONS,
      strict: true,
      allowPositionals: true,
    });
    const [command, ...files] = positionals;
    if (values.help || command === undefined)
      return {
        exitCode: values.help ? 0 : WRONG,
        stdout: values.help ? USAGE : '',
        stderr: values.help ? '' : USAGE,
      };
    if (!['lint', 'graph', 'scxml'].includes(command)) throw new TypeError(`there is no command ${command}`);
    if (files.length === 0) throw new TypeError('name a file');
    const site = values.site === undefined ? {} : readSite(parts.read(values.site));
    const locale = values.locale ?? 'en';
    const spoken: LintLocale = locale.startsWith('ko') ? 'ko' : 'en';
    if (command === 'lint')
      return lint(files, { site, locale: spoken, json: values.json, sarif: values.sarif }, parts);
    const [file = '', ...others] = files;
    if (others.length > 0) throw new TypeError(`${command} takes one file`);
    const linted = lintFile(file, site, spoken, parts);
    const made = command === 'graph' ? draw(linted, locale, values.out) : exportScxml(linted, locale);
    if (made === undefined)
      return { exitCode: FAILED, stdout: '', stderr: printFindings([linted], spoken, parts.isColoured) };
    if (values.out === undefined) return { exitCode: 0, stdout: made, stderr: '' };
    parts.write(values.out, made);
    return { exitCode: 0, stdout: '', stderr: '' };
  } catch (cause) {
    const problem = cause instanceof BesideError ? String(cause.details['mend'] ?? cause.message) : cause;
    const said = problem instanceof Error ? problem.message : String(problem);
    return { exitCode: WRONG, stdout: '', stderr: `beside-flow: ${said}\n` };
  }
}

interface LintFlags {
  readonly site: LintSite;
  readonly locale: LintLocale;
  readonly json?: boolean | undefined;
  readonly sarif?: boolean | undefined;
}

function lint(paths: readonly string[], flags: LintFlags, parts: FlowCommandParts): CommandOutcome {
  const { site, locale, json, sarif } = flags;
  const files = paths.map((path) => lintFile(path, site, locale, parts));
  const hasErrors = files.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  const exitCode = hasErrors ? FAILED : 0;
  const asJson = (value: unknown): CommandOutcome => ({
    exitCode,
    stdout: `${JSON.stringify(value, null, 2)}\n`,
    stderr: '',
  });
  if (sarif) return asJson(toSarif(files, parts.version));
  if (!json) return { exitCode, stdout: printFindings(files, locale, parts.isColoured), stderr: '' };
  return asJson(
    files.map(({ uri, findings, regionOf }) => ({
      file: uri,
      findings: findings.map((finding) => ({ ...finding, ...regionOf(finding.path) })),
    })),
  );
}

function lintFile(path: string, site: LintSite, locale: LintLocale, { read }: FlowCommandParts): LintedText {
  return lintText(path.replaceAll('\\', '/'), read(path), { ...site, locale });
}

/** Pages are read downwards: what is wider than a screen is drawn sideways where that is narrower. */
function narrower(down: GraphLayout, right: GraphLayout): GraphLayout {
  return right.width < down.width ? right : down;
}

/** A page where the name of the file ends so; without a flow that can be read there is nothing to draw. */
function draw({ uri, flow, findings }: LintedText, locale: string, out = ''): string | undefined {
  if (!flow) return undefined;
  const graph = toGraph(flow, locale);
  const down = layoutGraph(graph);
  const placed = down.width > MAX_WIDTH ? narrower(down, layoutGraph(graph, 'right')) : down;
  const options = { findings, locale, title: `${flow.flowId} (${uri})` };
  return /\.html?$/i.test(out) ? drawHtml(placed, options) : drawSvg(placed, options);
}

/** Only of a flow that is proven: an interpreter would turn in circles where the flow does. */
function exportScxml({ flow, findings }: LintedText, locale: string): string | undefined {
  const isProven = findings.every(
    ({ severity, ruleId }) => severity !== 'error' && ruleId !== 'condition-circle',
  );
  return flow && isProven ? toScxml(flow, locale) : undefined;
}
