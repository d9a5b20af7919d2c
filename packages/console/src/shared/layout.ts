import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How much stands next to each other: one column; list and chat; all three columns; room for two chats as well. */
export type Layout = 'narrow' | 'medium' | 'roomy' | 'wide';

const WIDTHS = [
  ['wide', '(min-width: 1440px)'],
  ['roomy', '(min-width: 1180px)'],
  ['medium', '(min-width: 900px)'],
] as const;

/** Follows the window's width and renders its host when the layout changes. */
export class LayoutController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #listening: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get layout(): Layout {
    return WIDTHS.find(([, media]) => matchMedia(media).matches)?.[0] ?? 'narrow';
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const [, media] of WIDTHS)
      matchMedia(media).addEventListener('change', () => this.#host.requestUpdate(), { signal });
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }
}
