/**
 * Keeps a full-screen element within what is visible while an on-screen keyboard covers a part: iOS shrinks only the
 * visual viewport, so `dvh` does not know. Returns the way to stop.
 */
export function startViewportFit(element: HTMLElement): () => void {
  const viewport = globalThis.visualViewport;
  if (!viewport) return () => undefined;
  const fit = (): void => {
    // Pinch zoom also shrinks the visual viewport, but the reader wants to look closer, not to see it refitted.
    if (viewport.scale > 1.01) return;
    element.style.setProperty('--_viewport-height', `${viewport.height}px`);
    element.style.setProperty('--_viewport-top', `${viewport.offsetTop}px`);
  };
  const listening = new AbortController();
  viewport.addEventListener('resize', fit, { signal: listening.signal });
  viewport.addEventListener('scroll', fit, { signal: listening.signal });
  fit();
  return () => {
    listening.abort();
    element.style.removeProperty('--_viewport-height');
    element.style.removeProperty('--_viewport-top');
  };
}
