import { toFinding, type Finding, type LintLocale, type TextRegion } from '@beside/protocol/visual-ivr/lint';
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

/** A file of a flow as text: its value, what is wrong with it as JSON, and where everything in it stands. */
export interface FlowText {
  /** Absent where it is no JSON. */
  readonly value?: unknown;
  readonly findings: readonly Finding[];
  /** Where a JSON Pointer leads, or else the nearest place above it. */
  regionOf(pointer: string): TextRegion | undefined;
}

/**
 * Reads JSON with the places of its parts. What `JSON.parse` lets pass is found, too: a name that stands twice in one
 * object, of which it would keep the last one only (F2).
 */
export function readFlowText(text: string, locale: LintLocale): FlowText {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const regionAt = createRegions(text);
  const [error] = errors;
  if (error || !tree) {
    const { line, column } = placeOf(text, error?.offset ?? 0);
    const problem = `${error ? printParseErrorCode(error.error) : 'ValueExpected'}, ${String(line)}:${String(column)}`;
    const finding = toFinding({ ruleId: 'json', path: [], values: { problem } }, locale);
    return { findings: [finding], regionOf: () => regionAt(error?.offset ?? 0, error?.length ?? 0) };
  }
  return {
    value: JSON.parse(text) as unknown,
    findings: findDoubles(tree, []).map((path) =>
      toFinding({ ruleId: 'duplicate-key', path, values: { name: String(path.at(-1)) } }, locale),
    ),
    regionOf: (pointer) => {
      const node = findNearest(tree, pointer);
      return regionAt(node.offset, node.length);
    },
  };
}

type Path = readonly (string | number)[];

/** Names of an object that were there before. */
function findDoubles(node: Node, path: Path): Path[] {
  const { type, children = [] } = node;
  if (type === 'array') return children.flatMap((child, index) => findDoubles(child, [...path, index]));
  if (type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const isDouble = seen.has(name);
    seen.add(name);
    const here = [...path, name];
    return [...(isDouble ? [here] : []), ...(value ? findDoubles(value, here) : [])];
  });
}

/** The name of a property where the place is one, so that what is marked is a line and not a hundred. */
function findNearest(tree: Node, pointer: string): Node {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let nearest = tree;
  for (const key of keys) {
    const next = findNodeAtLocation(nearest, [nearest.type === 'array' ? Number(key) : key]);
    if (!next) break;
    nearest = next;
  }
  const name = nearest.parent?.type === 'property' ? nearest.parent.children?.[0] : undefined;
  if (name && (nearest.type === 'object' || nearest.type === 'array')) return name;
  return nearest.type === 'object' || nearest.type === 'array' ? { ...nearest, length: 1 } : nearest;
}

function createRegions(text: string): (offset: number, length: number) => TextRegion {
  return (offset, length) => {
    const start = placeOf(text, offset);
    const end = placeOf(text, offset + length);
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}
