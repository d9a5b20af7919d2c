/** Where the customer is now; `undefined` outside of pages. */
export function readBrowserPage(): { readonly url: string; readonly title: string } | undefined {
  if (typeof document === 'undefined') return undefined;
  return { url: document.URL, title: document.title };
}
