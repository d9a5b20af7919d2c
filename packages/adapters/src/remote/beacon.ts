/** Hands a text over to be posted although the page goes away; `false`: it was not taken. */
export type SendBeacon = (url: string, body: string) => boolean;

/** The navigator's, taken once; a text body needs no preflight, for which a leaving page has no time. */
export function globalBeacon(): SendBeacon {
  const { navigator } = globalThis;
  if (typeof navigator === 'undefined' || typeof navigator.sendBeacon !== 'function') return () => false;
  const send = navigator.sendBeacon.bind(navigator);
  return (url, body) => {
    try {
      return send(url, body);
    } catch {
      return false; // a policy of the page forbids it: whoever asked keeps what was to be handed over
    }
  };
}
