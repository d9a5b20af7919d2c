import type { CustomerClient, Draft } from '@beside/sdk';

import type { BesideComposer } from './composer.ts';

/** Brings what a customer was writing back into the field, and keeps what they write. One per panel. */
export class DraftKeeper {
  readonly #findComposer: () => BesideComposer | null | undefined;
  #client: CustomerClient | undefined;
  #draft: Promise<Draft | undefined> = Promise.resolve(undefined);
  #stop: (() => void) | undefined;
  #isOpen = false;
  #wasStarted = false;
  /** Came while there was no field. */
  #kept = '';

  constructor(findComposer: () => BesideComposer | null | undefined) {
    this.#findComposer = findComposer;
  }

  /** Whose draft it is; called before every rendering, because what the client says ends drafts too. */
  watch(client: CustomerClient | undefined): void {
    if (client !== this.#client) {
      this.stop();
      this.#client = client;
      this.#draft = this.#follow(client);
    }
    if (!client) return;
    const { phase } = client.state;
    const { status } = client.chat.view;
    if (this.#isOpen && status === 'ended') this.write('');
    if (this.#wasStarted && phase === 'idle') this.#put('');
    this.#isOpen = status !== 'new' && status !== 'ended';
    this.#wasStarted = phase === 'started';
  }

  /** Puts in what came before there was a field. */
  restore(): void {
    if (this.#kept) this.#put(this.#kept);
  }

  /** Keeps what is written now. */
  write(text: string): void {
    this.#kept = '';
    void this.#draft.then((draft) => draft?.write(text));
  }

  /** The panel is taken away; what is written was kept. */
  stop(): void {
    this.#client = undefined;
    this.#stop?.();
    this.#stop = undefined;
  }

  /** A chunk that is missing costs the keeping, not the writing. */
  async #follow(client: CustomerClient | undefined): Promise<Draft | undefined> {
    const draft = await client?.openDraft().catch(() => undefined);
    if (!draft || client !== this.#client) return draft;
    this.#stop = draft.follow((text) => this.#put(text));
    return draft;
  }

  #put(text: string): void {
    const composer = this.#findComposer();
    this.#kept = composer ? '' : text;
    if (text) composer?.restore(text);
    else composer?.replace('');
  }
}
