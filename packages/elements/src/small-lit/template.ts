import { fillAttribute } from './attribute.ts';
import type { Result } from './result.ts';

/** An instance of a template: nodes that are on the page or will be, and a way to fill their holes again. */
export interface Instance {
  readonly strings: TemplateStringsArray;
  readonly fragment: DocumentFragment;
  readonly update: (values: readonly unknown[]) => void;
}

/** A hole: the element or comment it is in, counted in document order; in an attribute also its name and fixed text. */
type Hole = readonly [index: number, name?: string, statics?: readonly string[]];

interface Blueprint {
  readonly content: DocumentFragment;
  readonly holes: readonly Hole[];
}

/** Stands where a value goes, and marks the attributes that have one. Values never become markup, so it is no secret. */
const mark = 'beside$';
/** Elements and comments. */
const shown = 129;
/** The start of an attribute that a hole ends: its name, `=`, and what of its value stands before the hole. */
const attributeStart = /([^\s"'<>=]+)=("[^"]*|'[^']*|)$/;

// A cache of what never changes: the blueprint of a place in the source.
const blueprints = new WeakMap<TemplateStringsArray, Blueprint>();
const { trustedTypes } = globalThis as {
  trustedTypes?: {
    createPolicy?: (name: string, rules: object) => { createHTML: (markup: string) => string };
  };
};
const policy = /* @__PURE__ */ createPolicy();

function createPolicy(): { createHTML: (markup: string) => string } | undefined {
  try {
    return trustedTypes?.createPolicy?.('beside', { createHTML: (markup: string) => markup });
  } catch {
    return undefined; // the page allows other policies only, which matters only where it also requires one
  }
}

/**
 * Clones a template's markup; its holes are filled by the first `update`.
 *
 * @param host what listeners get as `this`.
 * @param createChild what fills a hole between tags; handed in because it makes instances itself.
 */
export function instantiate(
  { strings }: Result,
  host: unknown,
  createChild: (start: Node, end: Node | null, host: unknown) => { show(value: unknown): void },
): Instance {
  let blueprint = blueprints.get(strings);
  if (!blueprint) blueprints.set(strings, (blueprint = createBlueprint(strings)));
  const fragment = document.importNode(blueprint.content, true);
  const walker = document.createTreeWalker(fragment, shown);
  let index = -1;
  const fills = blueprint.holes.map(([at, name, statics]) => {
    while (index < at) {
      walker.nextNode();
      index += 1;
    }
    const node = walker.currentNode;
    // A hole has both or none, and those with a name are in elements.
    if (name !== undefined) return fillAttribute(node as Element, name, statics!, host);
    const child = createChild(node, node.nextSibling, host);
    return (values: readonly unknown[], first: number) => {
      child.show(values[first]);
      return 1;
    };
  });
  return {
    strings,
    fragment,
    update(values) {
      let first = 0;
      for (const fill of fills) first += fill(values, first);
    },
  };
}

function createBlueprint(strings: TemplateStringsArray): Blueprint {
  const names: string[] = [];
  let isInTag = false;
  let markup = '';
  strings.forEach((piece, index) => {
    if (index) markup += isInTag ? mark : `<?${mark}>`;
    const [start, end] = [piece.lastIndexOf('<'), piece.lastIndexOf('>')];
    if (start !== end) isInTag = start > end;
    markup += !isInTag
      ? piece
      : piece.replace(attributeStart, (_, name: string, before: string) => {
          names.push(name);
          return `${name + mark}=${before}`;
        });
  });
  // A hole at the very end has nothing after it that tells where it ends, once the fragment stands among other nodes.
  if (!strings.at(-1)) markup += '<?>';
  const template = document.createElement('template');
  // eslint-disable-next-line no-restricted-syntax -- of our sources' own strings only; what goes in is set as text
  template.innerHTML = policy?.createHTML(markup) ?? markup;
  const { content } = template;
  const walker = document.createTreeWalker(content, shown);
  const holes: Hole[] = [];
  for (let index = 0; walker.nextNode(); index++) {
    const node = walker.currentNode as Element | Comment; // nothing else is shown
    if ('attributes' in node) {
      for (const { name, value } of [...node.attributes]) {
        if (!name.endsWith(mark)) continue;
        node.removeAttribute(name);
        holes.push([index, names.shift()!, value.split(mark)]);
      }
    } else if (node.data === `?${mark}`) holes.push([index]);
  }
  return { content, holes };
}
