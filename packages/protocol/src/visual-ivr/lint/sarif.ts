import type { Finding } from './finding.ts';
import { RULES, type RuleId, type Severity } from './rules.ts';
import { ENGLISH } from './texts-en.ts';

/** A place in a file; lines and columns count from 1, `endColumn` is behind the last character. */
export interface TextRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A linted file. */
export interface LintedFile {
  /** As a URI reference relative to where the linter ran, such as `flows/shop.json`. */
  readonly uri: string;
  readonly findings: readonly Finding[];
  /** Where a finding's path is in the text. */
  regionOf(path: string): TextRegion | undefined;
}

interface SarifText {
  text: string;
}
interface SarifRule {
  id: RuleId;
  shortDescription: SarifText;
  help: SarifText;
  defaultConfiguration: { level: Severity };
}
interface SarifResult {
  ruleId: RuleId;
  ruleIndex: number;
  level: Severity;
  message: SarifText;
  locations: {
    physicalLocation: { artifactLocation: { uri: string; index: number }; region?: TextRegion };
    logicalLocations: { fullyQualifiedName: string; name?: string; kind: string }[];
  }[];
  partialFingerprints: Record<string, string>;
}

/** The part of SARIF that is written here; the standard's own types check it in the test. */
export interface SarifLog {
  $schema: string;
  version: '2.1.0';
  runs: {
    tool: { driver: { name: string; version: string; rules: SarifRule[] } };
    columnKind: 'utf16CodeUnits';
    artifacts: { location: { uri: string }; encoding: string; sourceLanguage: string }[];
    results: SarifResult[];
  }[];
}

/**
 * Findings as SARIF 2.1.0, which code hosts show beside the lines (OASIS standard, sarif-v2.1.0).
 *
 * @param version of the linter
 */
export function toSarif(files: readonly LintedFile[], version: string): SarifLog {
  const ids = Object.keys(RULES) as RuleId[]; // own keys of exactly this object
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'beside-flow', version, rules: ids.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ uri }) => ({ location: { uri }, encoding: 'UTF-8', sourceLanguage: 'json' })),
        results: files.flatMap((file, index) =>
          file.findings.map((finding) => toResult(finding, file, index, ids)),
        ),
      },
    ],
  };
}

function describeRule(id: RuleId): SarifRule {
  const plain = (text: string): string => text.replaceAll(/\{\w+\}/g, '…');
  return {
    id,
    shortDescription: { text: plain(ENGLISH[id].message) },
    help: { text: plain(ENGLISH[id].mend) },
    defaultConfiguration: { level: RULES[id] },
  };
}

function toResult(
  { ruleId, severity, nodeId, path, message, mend }: Finding,
  { uri, regionOf }: LintedFile,
  index: number,
  ids: readonly RuleId[],
): SarifResult {
  const region = regionOf(path);
  return {
    ruleId,
    ruleIndex: ids.indexOf(ruleId),
    level: severity,
    message: { text: `${message} ${mend}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri, index }, ...(region && { region: { ...region } }) },
        logicalLocations: [
          {
            fullyQualifiedName: path === '' ? '/' : path,
            ...(nodeId === undefined ? {} : { name: nodeId }),
            kind: nodeId === undefined ? 'object' : 'member',
          },
        ],
      },
    ],
    partialFingerprints: { 'ruleAndPath/v1': `${ruleId} ${path}` },
  };
}
