import type { LitElement, PropertyOptions } from './element.ts';

type Decorator = (prototype: object, name: string) => void;

/** What the build makes of a decorated property. */
export const decorate = ([decorator]: readonly [Decorator], prototype: object, name: string): void =>
  decorator(prototype, name);

/** A property whose changes render the element again. */
export const property =
  (options: PropertyOptions = {}): Decorator =>
  (prototype, name) => {
    // Decorators stand in classes of elements only.
    const element = prototype.constructor as typeof LitElement;
    if (!Object.hasOwn(element, 'elementProperties'))
      element.elementProperties = new Map(element.elementProperties);
    element.elementProperties.set(name, options);
    const key = Symbol();
    define<{ [key]?: unknown } & LitElement>(prototype, name, {
      get(): unknown {
        return this[key];
      },
      set(value: unknown) {
        const old = this[key];
        this[key] = value;
        this.requestUpdate(name, old);
      },
    });
  };

/** The same without an attribute, for what only the element itself changes. */
export const state = (): Decorator => property({ attribute: false });

/** The first element in the root that matches. */
export const query =
  (selector: string): Decorator =>
  (prototype, name) =>
    define<LitElement>(prototype, name, {
      get(): unknown {
        return this.renderRoot?.querySelector(selector) ?? null;
      },
    });

/** All elements in the root that match. */
export const queryAll =
  (selector: string): Decorator =>
  (prototype, name) =>
    define<LitElement>(prototype, name, {
      get(): unknown {
        return this.renderRoot?.querySelectorAll(selector) ?? [];
      },
    });

function define<This>(
  prototype: object,
  name: string,
  descriptor: PropertyDescriptor & ThisType<This>,
): void {
  Object.defineProperty(prototype, name, { configurable: true, enumerable: true, ...descriptor });
}
