import { createChild, type Child } from './child.ts';
import type { Css } from './css.ts';
import { textOf } from './result.ts';

/** How a property is told to its element. */
export interface PropertyOptions {
  /** Name of its attribute; `false` for none, the name in lower case without. */
  readonly attribute?: string | false;
  /** `Boolean` and `Number` are read as such from the attribute; anything else is text. */
  readonly type?: unknown;
  /** Whether the attribute follows the property. */
  readonly reflect?: boolean;
}

/** What lives with an element. */
interface Controller {
  hostConnected?(): void;
  hostDisconnected?(): void;
}

type Styles = Css | readonly Styles[];
type Changed = Map<PropertyKey, unknown>;

/** An element that renders itself again, once, after any number of its properties changed. */
export class LitElement extends HTMLElement {
  static shadowRootOptions: ShadowRootInit = { mode: 'open' };
  static styles: Styles = [];
  /** Property → how it was declared; a class that declares some has a map of its own. */
  static elementProperties = new Map<string, PropertyOptions>();

  static get observedAttributes(): string[] {
    return [...this.elementProperties].flatMap((declared) => attributeOf(...declared) ?? []);
  }

  readonly #controllers = new Set<Controller>();
  /** Set before the class of the element was known; they would hide the accessors. */
  readonly #early: [name: string, value: unknown][] = [];
  readonly #toReflect = new Set<string>();
  #changed: Changed = new Map();
  #reflecting: string | undefined;
  #child: Child | undefined;
  #enable: ((value: boolean) => void) | undefined;
  #updating: Promise<boolean> = new Promise((resolve) => (this.#enable = resolve));

  isUpdatePending = false;
  hasUpdated = false;
  renderRoot!: HTMLElement | DocumentFragment;
  /** Where in the root the content goes: before this node, at the end for `null`. */
  readonly renderOptions: { renderBefore?: ChildNode | null } = {};

  constructor() {
    super();
    for (const name of this.#properties.keys()) {
      if (!Object.hasOwn(this, name)) continue;
      // Checked on the line before.
      const own = this as unknown as Record<string, unknown>;
      this.#early.push([name, own[name]]);
      delete own[name];
    }
    this.requestUpdate();
  }

  get #properties(): Map<string, PropertyOptions> {
    return (this.constructor as typeof LitElement).elementProperties;
  }

  addController(controller: Controller): void {
    this.#controllers.add(controller);
    if (this.renderRoot && this.isConnected) controller.hostConnected?.();
  }

  createRenderRoot(): HTMLElement | DocumentFragment {
    const { shadowRootOptions, styles } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    root.adoptedStyleSheets = [...new Set(sheetsOf(styles).reverse())].reverse();
    this.renderOptions.renderBefore ??= root.firstChild;
    return root;
  }

  connectedCallback(): void {
    this.renderRoot ??= this.createRenderRoot();
    this.#enable!(true);
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    for (const [name, options] of this.#properties) {
      if (attributeOf(name, options) !== attribute || this.#reflecting === name) continue;
      this.#reflecting = name;
      this.#write(
        name,
        options.type === Boolean
          ? value !== null
          : options.type === Number && value !== null
            ? Number(value)
            : value,
      );
      this.#reflecting = undefined;
    }
  }

  requestUpdate(name?: string, old?: unknown): void {
    if (name !== undefined) {
      if (Object.is(this.#read(name), old)) return;
      if (!this.#changed.has(name)) this.#changed.set(name, this.hasUpdated ? old : undefined);
      if (this.#properties.get(name)?.reflect && this.#reflecting !== name) this.#toReflect.add(name);
    }
    if (!this.isUpdatePending) this.#updating = this.#enqueue();
  }

  get updateComplete(): Promise<boolean> {
    return this.#updating;
  }

  willUpdate(_changed: Changed): void {}

  update(_changed: Changed): void {
    const content = this.render();
    for (const name of this.#toReflect) this.#reflect(name);
    this.#toReflect.clear();
    this.#markUpdated();
    if (!this.#child) {
      const before = this.renderOptions.renderBefore ?? null;
      this.#child = createChild(this.renderRoot.insertBefore(new Comment(), before), before, this);
    }
    this.#child.show(content);
  }

  firstUpdated(_changed: Changed): void {}

  updated(_changed: Changed): void {}

  render(): unknown {
    return undefined;
  }

  async #enqueue(): Promise<boolean> {
    this.isUpdatePending = true;
    const before = this.#updating;
    try {
      await before;
    } catch {
      void before.then(); // does not hinder this one, and is still told as a rejection that nobody handled
    }
    this.#perform();
    return !this.isUpdatePending;
  }

  #perform(): void {
    if (!this.isUpdatePending) return;
    for (const [name, value] of this.#early.splice(0)) this.#write(name, value);
    const changed = this.#changed;
    try {
      this.willUpdate(changed);
      this.update(changed);
    } catch (error) {
      this.#markUpdated();
      throw error;
    }
    if (!this.hasUpdated) {
      this.hasUpdated = true;
      this.firstUpdated(changed);
    }
    this.updated(changed);
  }

  #markUpdated(): void {
    this.#changed = new Map();
    this.isUpdatePending = false;
  }

  #reflect(name: string): void {
    const options = this.#properties.get(name)!;
    const attribute = attributeOf(name, options);
    let value = this.#read(name);
    if (options.type === Boolean) value = value ? '' : null;
    if (attribute === undefined) return;
    this.#reflecting = name;
    if (value === null || value === undefined) this.removeAttribute(attribute);
    else this.setAttribute(attribute, textOf(value));
    this.#reflecting = undefined;
  }

  #read(name: string): unknown {
    return (this as unknown as Record<string, unknown>)[name];
  }

  #write(name: string, value: unknown): void {
    (this as unknown as Record<string, unknown>)[name] = value;
  }
}

function attributeOf(name: string, { attribute }: PropertyOptions): string | undefined {
  return attribute === false ? undefined : (attribute ?? name.toLowerCase());
}

function sheetsOf(styles: Styles): CSSStyleSheet[] {
  return 'sheet' in styles ? [styles.sheet] : styles.flatMap(sheetsOf);
}
