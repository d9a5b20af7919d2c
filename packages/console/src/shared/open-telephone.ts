/**
 * Hands a link to whatever telephone this machine has; the page stays. Any other kind of link is left alone, because the
 * server that names it may not be the one it seems.
 */
export function openTelephone(href: string): void {
  if (!/^(?:tel|sip):/i.test(href)) return;
  const link = document.createElement('a');
  link.href = href;
  link.click();
}
