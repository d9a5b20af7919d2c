import type { CustomerClient } from '@beside/sdk';

import { createChime, type Chime } from '../client/chime.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';
import './preview.ts';

/** What an arrival needs of the launcher it happens behind. */
export interface ArrivalHost extends HTMLElement {
  readonly client: CustomerClient | undefined;
  readonly terms: CommonTerms;
  readonly locale: string;
  readonly muted: boolean;
  readonly isOpen: boolean;
  show(panel: 'chat'): Promise<void>;
}

/** What is done about messages that arrive while nobody looks at the chat. */
export interface Arrival {
  /** A message arrived. `shouldAlert`: this tab is the one that may make a sound. */
  tell(shouldAlert: boolean): void;
  stop(): void;
}

/** Makes it; loaded with the first message that arrives so. */
export function createArrival(launcher: ArrivalHost): Arrival {
  let chime: Chime | undefined;
  let preview: HTMLElementTagNameMap['beside-preview'] | undefined;

  const remove = (): void => {
    preview?.remove();
    preview = undefined;
  };
  const focusButton = (): void =>
    launcher.shadowRoot?.querySelector<HTMLElement>('button.launcher')?.focus({ preventScroll: true });
  const show = (): void => {
    if (!preview) {
      preview = document.createElement('beside-preview');
      preview.addEventListener('beside-preview-gone', ({ detail: hadFocus }) => {
        remove();
        if (hadFocus) focusButton();
      });
      preview.addEventListener('beside-preview-open', () => {
        remove();
        void launcher.show('chat').catch(() => undefined); // told by the client's events
      });
      launcher.shadowRoot?.append(preview);
    }
    const { client, terms, locale } = launcher;
    Object.assign(preview, { client, terms, locale });
    preview.toggleAttribute('at-left', getComputedStyle(launcher).direction === 'rtl');
  };
  launcher.addEventListener('beside-opened', remove);

  return {
    tell(shouldAlert) {
      if (!launcher.isConnected) return; // taken away while this was loaded
      if (shouldAlert && !launcher.muted) (chime ??= createChime()).play();
      // Of several tabs, the one before the customer's eyes shows it; where none is, the one they will find it in.
      const isSeen = document.visibilityState === 'visible';
      if (!launcher.isOpen && (isSeen || shouldAlert)) show();
    },
    stop() {
      chime?.close();
      chime = undefined;
      launcher.removeEventListener('beside-opened', remove);
      remove();
    },
  };
}
