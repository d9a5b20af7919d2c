/** Where a scrolling list stood. */
export interface ScrollPlace {
  readonly topPx: number;
  readonly heightPx: number;
}

/** Keeps a growing list where its reader wants it: at the end, or exactly where it was. */
export interface ScrollKeeper {
  /** The end is in view, or was before the list grew. */
  readonly isAtEnd: boolean;
  start(scroller: HTMLElement, content: HTMLElement): void;
  stop(): void;
  /** Before a change; hand it to {@link keepPlace}. */
  measure(): ScrollPlace;
  /** After something was put in above: what the reader looks at stays where it is. */
  keepPlace(before: ScrollPlace): void;
  toEnd(): void;
  /** First view: the end, or the given line near the top when it would be out of sight there. */
  toStart(line: HTMLElement | null): void;
}

/** Within this distance of the end a reader is at the end; fractions of zoomed pixels and a touch's jitter. */
const slackPx = 32;

/**
 * A keeper for one list. The style sheet turns the browser's own anchoring off, which WebKit lacks, so that all
 * browsers behave alike.
 *
 * @param onScroll called after every scroll and whenever the end comes into or out of view.
 * @param onShown called when the list or what is in it got another size and can be seen.
 */
export function createScrollKeeper(onScroll: () => void, onShown: () => void): ScrollKeeper {
  let scroller: HTMLElement | undefined;
  let listening: AbortController | undefined;
  let resizing: ResizeObserver | undefined;
  let isAtEnd = true;
  let lastTopPx = 0;

  const moveTo = (topPx: number): void => {
    if (!scroller) return;
    scroller.scrollTop = topPx;
    lastTopPx = scroller.scrollTop;
  };
  const toEnd = (): void => {
    isAtEnd = true;
    moveTo(scroller?.scrollHeight ?? 0);
    onScroll();
  };
  const handleScroll = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): void => {
    // The event comes a frame late: the list may have grown since, and only going up means that the reader left the end.
    if (scrollHeight - scrollTop - clientHeight < slackPx) isAtEnd = true;
    else if (scrollTop < lastTopPx) isAtEnd = false;
    lastTopPx = scrollTop;
    onScroll();
  };

  return {
    get isAtEnd() {
      return isAtEnd;
    },
    start(newScroller, content) {
      scroller = newScroller;
      listening = new AbortController();
      scroller.addEventListener(
        'scroll',
        () => {
          // A hidden list reports a scroll to nowhere.
          if (newScroller.clientHeight) handleScroll(newScroller);
        },
        { passive: true, signal: listening.signal },
      );
      // The field below grows, a keyboard opens, fonts load, the panel is shown: the end stays in view.
      resizing = new ResizeObserver(() => {
        if (!newScroller.clientHeight) return;
        if (isAtEnd) toEnd();
        onShown();
      });
      resizing.observe(scroller);
      resizing.observe(content);
    },
    stop() {
      listening?.abort();
      resizing?.disconnect();
    },
    measure: () => ({ topPx: scroller?.scrollTop ?? 0, heightPx: scroller?.scrollHeight ?? 0 }),
    keepPlace(before) {
      if (scroller) moveTo(before.topPx + scroller.scrollHeight - before.heightPx);
    },
    toEnd,
    toStart(line) {
      toEnd();
      if (!scroller || !line) return;
      const lineTopPx = line.offsetTop - 12;
      if (lineTopPx >= scroller.scrollTop) return;
      moveTo(lineTopPx);
      isAtEnd = false;
      onScroll();
    },
  };
}
