import { LIMITS } from '../../limits.ts';
import type { SchemaIssue } from '../../wire/schema-error.ts';
import type { Fault } from './describe-finding.ts';
import type { Path } from './pointer.ts';

/** What zod tells besides; the small engine of browsers tells path and message only. */
interface Issue extends SchemaIssue {
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly errors?: readonly (readonly Issue[])[];
}

const MAX_FAULTS = 100;

/** Puts what a schema says into faults, each at its place. */
export function toFaults(issues: readonly Issue[], value: unknown): Fault[] {
  return issues
    .flatMap((issue) => deepest(issue, []))
    .flatMap(({ issue, path }) => toFaultsAt(issue, path, value))
    .slice(0, MAX_FAULTS);
}

interface Placed {
  readonly issue: Issue;
  readonly path: Path;
}

/** Of a choice between forms, what is wrong with the one that came furthest. */
function deepest(issue: Issue, before: Path): Placed[] {
  const path = [
    ...before,
    ...(issue.path ?? []).map((part) => (typeof part === 'number' ? part : String(part))),
  ];
  const branches = (issue.errors ?? []).map((issues) => issues.flatMap((one) => deepest(one, path)));
  const isTyped = branches.filter((branch) => branch.some((one) => one.path.length > path.length));
  const best = isTyped.sort((a, b) => scoreOf(b) - scoreOf(a))[0];
  return best ?? [{ issue, path }];
}

/** How well a branch fits: deep, and few things wrong. */
function scoreOf(branch: readonly Placed[]): number {
  return Math.max(...branch.map(({ path }) => path.length)) * 10 - branch.length;
}

function toFaultsAt(issue: Issue, path: Path, value: unknown): Fault[] {
  const found = readAt(value, path);
  const last = path.at(-1);
  if (path.length === 1 && last === 'version' && found !== undefined)
    return [{ ruleId: 'version', path, values: { found: say(found) } }];
  if (last === 'kind' && path.length === 3 && found !== undefined)
    return [{ ruleId: 'unknown-kind', path, values: { found: say(found) } }];
  if (last === 'address' && typeof found === 'string')
    return [{ ruleId: 'address', path, values: { address: found.slice(0, 100) } }];
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) =>
      schemaFault([...path, key], `“${key}” is unknown here`, `“${key}”은(는) 여기에 없는 항목입니다`),
    );
  if (issue.code === 'too_big' || issue.message === 'too big' || issue.message === 'too_large') {
    const most = issue.message === 'too_large' ? LIMITS.maxFlowNodes : issue.maximum;
    const limit = most === undefined ? '' : String(most);
    return [
      {
        ...{ ruleId: 'too-large', path },
        values: {
          problem: `at most ${limit || 'less'}`,
          'problem.ko': limit ? `최대 ${limit}` : '더 적어야 합니다',
        },
      },
    ];
  }
  if (found === undefined) return [schemaFault(path, 'it is missing', '빠져 있습니다')];
  const { values, expected, message = '' } = issue;
  if (values) {
    const list = values.map(String).join(', ');
    return [schemaFault(path, `one of ${list} is wanted`, `다음 중 하나여야 합니다: ${list}`)];
  }
  if (expected) return [schemaFault(path, `${expected} is wanted`, `${expected} 형식이어야 합니다`)];
  if (issue.code === 'invalid_key')
    return [
      schemaFault(
        path,
        `“${String(last)}” cannot be a name here`,
        `“${String(last)}”은(는) 이름으로 쓸 수 없습니다`,
      ),
    ];
  if (typeof found === 'string' && (issue.code === 'invalid_format' || message === 'format'))
    return [
      schemaFault(
        path,
        `“${say(found)}” has characters that may not stand here`,
        `“${say(found)}”에 쓸 수 없는 문자가 있습니다`,
      ),
    ];
  // Of the one check of several names at once: node-schema.ts.
  if (message.startsWith('articleId'))
    return [
      schemaFault(path, 'either articleId, or title and body', 'articleId만 쓰거나, title과 body를 쓰세요'),
    ];
  const detail = message && message !== 'Invalid input' ? ` (${message})` : '';
  return [schemaFault(path, `this value${detail}`, `이 값${detail}`)];
}

function schemaFault(path: Path, problem: string, korean: string): Fault {
  return { ruleId: 'schema', path, values: { problem, 'problem.ko': korean } };
}

function readAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

function say(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).replaceAll(/\p{C}/gu, '\ufffd').slice(0, 100)
    : typeof value;
}
