/**
 * Registers a custom element; does nothing where there is no registry (server rendering) or the name is taken
 * (the page loaded Beside twice: the first one stays, as a second `define` would throw into the page).
 */
export function defineElement(tag: `beside-${string}`, element: CustomElementConstructor): void {
  const registry: CustomElementRegistry | undefined = globalThis.customElements;
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
