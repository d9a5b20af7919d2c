/**
 * Calls the help widget, whether its script has loaded yet or not.
 *
 * Until then `window.beside` is a queue which the script empties when it arrives; an inline snippet
 * would do the same, but these pages allow no inline script. If the script never arrives, nothing happens.
 *
 * @param {...unknown} call for example `('open', 'chat')`
 */
export function tellBeside(...call) {
  window.beside ??= function queue() {
    (queue.q ??= []).push(arguments);
  };
  window.beside(...call);
}
