import type { Cart, Clock, PageFacts } from '@beside/protocol';
import type { BesideGlobal } from '../global.ts';

const SECOND_MS = 1_000;
/** Mistakes within this time are one: a form that is sent complains of all its fields at once. */
const SAME_MISTAKE_MS = 500;

/** What the page tells, and how to stop looking. */
export interface WatchedPage {
  readonly facts: PageFacts;
  stop(): void;
}

/** Looks at the page from now on: what it finds is asked of `facts` and told to nobody else. Asks `onChange` once a second while the page is seen, and when it is left. */
export function watchPage(clock: Clock, onChange: () => void): WatchedPage {
  let secondsOnPage = 0;
  let scrolledPercent = 0;
  let mistakes = 0;
  let mistakeAt = -Infinity;
  let isLeaving = false;
  let cancel = clock.after(SECOND_MS, tick);

  function tick(): void {
    cancel = clock.after(SECOND_MS, tick);
    if (document.visibilityState !== 'visible') return;
    secondsOnPage += 1;
    scrolledPercent = Math.max(scrolledPercent, seenPercent());
    onChange();
  }
  function handleMistake(): void {
    const now = clock.steadyNow();
    if (now - mistakeAt >= SAME_MISTAKE_MS) mistakes += 1;
    mistakeAt = now;
  }
  function handleOut({ relatedTarget, clientY }: MouseEvent): void {
    if (relatedTarget || clientY > 0) return;
    isLeaving = true;
    onChange();
    isLeaving = false;
  }

  // Forms that check by themselves say it in this attribute.
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => target instanceof Element && target.ariaInvalid === 'true'))
      handleMistake();
  });
  observer.observe(document.documentElement, { subtree: true, attributeFilter: ['aria-invalid'] });
  document.addEventListener('invalid', handleMistake, true);
  document.addEventListener('mouseout', handleOut);

  return {
    get facts() {
      const cart = findCart();
      return {
        path: location.pathname,
        secondsOnPage,
        scrolledPercent,
        cartCount: cart?.items.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0,
        cartTotal: cart?.total ?? 0,
        mistakes,
        isLeaving,
      };
    },
    stop() {
      cancel();
      observer.disconnect();
      document.removeEventListener('invalid', handleMistake, true);
      document.removeEventListener('mouseout', handleOut);
    },
  };
}

function seenPercent(): number {
  const { scrollHeight } = document.documentElement;
  return Math.min(100, Math.round((100 * (window.scrollY + window.innerHeight)) / Math.max(1, scrollHeight)));
}

/** The last cart the page told, while what it tells waits for the customer's first touch. */
function findCart(): Cart | undefined {
  const { beside } = window as Window & { beside?: BesideGlobal };
  const told = beside?.waiting?.findLast(
    ({ name, values }) => name === 'context' && isRecord(values[0]) && values[0]['cart'],
  );
  const cart: unknown = isRecord(told?.values[0]) ? told.values[0]['cart'] : undefined;
  if (!isRecord(cart) || !Array.isArray(cart['items']) || typeof cart['total'] !== 'number') return undefined;
  const items: unknown[] = cart['items'];
  // Whatever else is in it is checked where it is sent; here the counts are enough.
  return items.every((item) => isRecord(item) && typeof item['quantity'] === 'number')
    ? (cart as Cart)
    : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
