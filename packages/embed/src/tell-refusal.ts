/* eslint-disable no-console -- the developer of the page has no other place to read what is wrong */
import type { CustomerClient } from '@beside/sdk';

/** A server may close the door on a page it does not know in a way that looks like no server: then a few tries decide. */
const TRIES = 3;

/**
 * Tells the developer, once, that this page is not let in, and what to look at. Names the page's origin and the site
 * only. Stops with the client, or as soon as a connection stands.
 */
export function tellRefusal(client: CustomerClient, siteId: string, scriptUrl: string): void {
  let stop = (): void => undefined;
  const look = (): void => {
    const { connection } = client.state;
    if (connection.status === 'connected') return stop();
    const isRefused =
      connection.status === 'stopped'
        ? connection.error?.code === 'origin_refused'
        : connection.status === 'waiting' && connection.attempt >= TRIES && navigator.onLine;
    if (!isRefused) return;
    stop();
    console.warn(
      `Beside: ${new URL(scriptUrl).host} does not let this page in, or cannot be reached. ` +
        `If it runs: its configuration needs a site with the id "${siteId}" and, among the origins of that site, ${location.origin}`,
    );
  };
  // Told at once where it is known already; a listener hears of the newest state by itself.
  stop = client.on('connection-changed', look);
}
