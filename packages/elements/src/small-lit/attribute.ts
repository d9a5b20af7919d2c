import { isNews, nothing, textOf } from './result.ts';

/**
 * Fills the holes of one attribute, property (`.name`), boolean attribute (`?name`) or listener (`@name`).
 *
 * @param statics fixed text before, between and behind the values.
 * @param host what listeners get as `this`.
 * @returns takes all values of the template and where its own begin, and gives back how many were its own.
 */
export function fillAttribute(
  element: Element,
  name: string,
  statics: readonly string[],
  host: unknown,
): (values: readonly unknown[], first: number) => number {
  const count = statics.length - 1;
  const isWhole = count === 1 && !statics.join('');
  const key = name.slice(1);
  // An attribute that never had a value is absent; one with fixed text is set in any case.
  let before: readonly unknown[] = statics.map(() => (isWhole ? nothing : statics));
  const set =
    name[0] === '@'
      ? createListening(element, key, host)
      : name[0] === '.'
        ? (value: unknown) => Object.assign(element, { [key]: value === nothing ? undefined : value })
        : name[0] === '?'
          ? (value: unknown) => element.toggleAttribute(key, !!value && value !== nothing)
          : (value: unknown) =>
              value === nothing ? element.removeAttribute(name) : element.setAttribute(name, textOf(value));
  return (values, first) => {
    const now = values.slice(first, first + count);
    if (now.some((value, index) => isNews(value, before[index]))) {
      set(
        isWhole
          ? now[0]
          : now.includes(nothing)
            ? nothing
            : statics.reduce((text, next, index) => `${text}${textOf(now[index - 1])}${next}`),
      );
    }
    before = now;
    return count;
  };
}

/** One listener for as long as there is something to call: rendering again only changes what. */
function createListening(element: Element, type: string, host: unknown): (value: unknown) => void {
  let current: EventListenerOrEventListenerObject | undefined;
  const listener = (event: Event): void => {
    if (typeof current === 'function') current.call(host as EventTarget, event);
    else current?.handleEvent(event);
  };
  return (value) => {
    const next = value === nothing ? undefined : ((value ?? undefined) as typeof current);
    // What handles may carry the options; both forms are objects.
    if (next && !current) element.addEventListener(type, listener, next as AddEventListenerOptions);
    if (current && !next) element.removeEventListener(type, listener, current as EventListenerOptions);
    current = next;
  };
}
