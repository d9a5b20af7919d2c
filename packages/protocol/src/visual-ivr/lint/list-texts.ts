import type { Flow } from '../flow-schema.ts';
import type { FlowTexts } from '../node-schema.ts';
import type { Path } from './pointer.ts';

/** Texts of a flow and where they stand. */
export interface PlacedTexts {
  readonly texts: FlowTexts;
  readonly path: Path;
  /** On a button or above a screen. */
  readonly isLabel: boolean;
  /** Markdown: what looks like markup may be. */
  readonly isMarkdown: boolean;
}

/** Keys that hold texts; the schema sees to it that they hold nothing else. */
const LABELS = new Set(['title', 'label', 'reason', 'price']);
const TEXTS = new Set(['text', 'detail', 'hint', 'body']);

/** Every text of a flow. */
export function listTexts({ nodes, variables = {} }: Flow): PlacedTexts[] {
  return [...walk(variables, ['variables']), ...walk(nodes, ['nodes'])];
}

function walk(value: unknown, path: Path): PlacedTexts[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => walk(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = [...path, key];
    // Nodes and variables may be called like a text.
    const isText = path.length > 1 && (LABELS.has(key) || TEXTS.has(key));
    if (!isText) return walk(inner, here);
    const texts = inner as FlowTexts; // by the schema
    return [{ texts, path: here, isLabel: LABELS.has(key), isMarkdown: key === 'body' }];
  });
}
