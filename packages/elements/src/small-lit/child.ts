import { isNews, nothing, Result, textOf } from './result.ts';
import { instantiate, type Instance } from './template.ts';

/** What stands between two nodes. */
export interface Child {
  /** Shows a text, a template, a node, or a list of those in the place of what stood there. */
  readonly show: (value: unknown) => void;
}

/** A list whose entries are told apart by keys: their nodes are kept, moved and removed with them. */
export class Keyed {
  readonly entries: readonly (readonly [key: unknown, value: unknown])[];

  constructor(entries: Keyed['entries']) {
    this.entries = entries;
  }
}

/** One entry of a list on the page: what is between its two comments. */
interface Entry extends Child {
  readonly start: ChildNode;
  readonly end: ChildNode;
}

/**
 * What stands after `start` and before `end`, both children of one parent; to the end of the parent without `end`.
 *
 * @param host what listeners get as `this`.
 */
export function createChild(start: Node, end: Node | null, host: unknown): Child {
  let shown: unknown = nothing;
  let text: Text | undefined;
  let instance: Instance | undefined;
  let entries: Map<unknown, Entry> | undefined;

  const clear = (): void => {
    text = instance = entries = undefined;
    removeBetween(start, end);
  };
  const insert = <Inserted extends Node>(node: Inserted, before = end): Inserted =>
    // Both ends are on the page or in a fragment together.
    start.parentNode!.insertBefore(node, before);

  const showTemplate = (result: Result): void => {
    if (instance?.strings === result.strings) return instance.update(result.values);
    clear();
    instance = instantiate(result, host, createChild);
    instance.update(result.values);
    insert(instance.fragment);
  };

  const showList = (wanted: Keyed['entries']): void => {
    if (!entries) clear();
    const old = entries ?? new Map<unknown, Entry>();
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, entry] of old) {
      if (keys.has(key)) continue;
      removeBetween(entry.start, entry.end);
      entry.start.remove();
      entry.end.remove();
    }
    entries = new Map();
    let next = start.nextSibling;
    for (const [key, value] of wanted) {
      let entry = old.get(key);
      if (!entry) {
        const [first, last] = [insert(new Comment(), next), insert(new Comment(), next)];
        entry = { start: first, end: last, ...createChild(first, last, host) };
      } else if (entry.start === next) next = entry.end.nextSibling;
      else {
        for (let node: ChildNode | null = entry.start, after: ChildNode | null; node; node = after) {
          after = node === entry.end ? null : node.nextSibling;
          insert(node, next);
        }
      }
      entries.set(key, entry);
      entry.show(value);
    }
  };

  return {
    show(value) {
      if (value instanceof Result) showTemplate(value);
      else if (value instanceof Keyed) showList(value.entries);
      else if (value instanceof Node) {
        if (value !== shown) {
          clear();
          insert(value);
        }
      } else if (typeof value === 'object' && value && Symbol.iterator in value) {
        showList(Array.from(value as Iterable<unknown>, (item, index) => [index, item]));
      } else if (isNews(value, shown)) {
        const words = textOf(value);
        if (text && words) text.data = words;
        else {
          clear();
          if (words) text = insert(new Text(words));
        }
      }
      shown = value;
    },
  };
}

function removeBetween(start: Node, end: Node | null): void {
  while (start.nextSibling !== end) start.nextSibling!.remove();
}

/** Adds content at the end of a container, once. */
export const render = (content: unknown, container: ParentNode & Node): void =>
  createChild(container.appendChild(new Comment()), null, undefined).show(content);

/** A list whose entries keep their nodes; `keyOf` gives what tells them apart. */
export const repeat = <Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => unknown,
  render: (item: Item) => unknown,
): Keyed => new Keyed(Array.from(items, (item) => [keyOf(item), render(item)]));
