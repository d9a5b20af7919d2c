/** Keeps the page behind a full-screen panel from scrolling; returns the way back, which is safe twice. */
export function startScrollLock(page: HTMLElement): () => void {
  const value = page.style.getPropertyValue('overflow');
  const priority = page.style.getPropertyPriority('overflow');
  page.style.setProperty('overflow', 'hidden', 'important');
  let isLocked = true;
  return () => {
    if (!isLocked) return;
    isLocked = false;
    if (value) page.style.setProperty('overflow', value, priority);
    else page.style.removeProperty('overflow');
    if (!page.getAttribute('style')) page.removeAttribute('style');
  };
}
