import { startScrollLock } from './scroll-lock.ts';
import { startViewportFit } from './viewport-fit.ts';

/** What a panel needs while it fills a phone's screen. Returns the way back, which is safe twice. */
export function startFullScreen(panel: HTMLElement): () => void {
  const stops = [startScrollLock(document.documentElement), startViewportFit(panel)];
  return () => {
    for (const stop of stops.splice(0)) stop();
  };
}
