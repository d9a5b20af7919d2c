import type { CustomerClient } from '@beside/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Renders its element again whenever the client it watches has something new; holds nothing while disconnected. */
export class ClientController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #stops: (() => void)[] = [];
  #client: CustomerClient | undefined;
  #isConnected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The client to watch from now on; safe to call with the same one again. */
  watch(client: CustomerClient | undefined): void {
    if (client === this.#client) return;
    this.#stop();
    this.#client = client;
    this.#start();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#start();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#stop();
  }

  #start(): void {
    if (!this.#isConnected || !this.#client) return;
    const update = (): void => this.#host.requestUpdate();
    const listening = new AbortController();
    // The browser knows at once that it is offline; the connection only when a heartbeat is missed.
    addEventListener('online', update, { signal: listening.signal });
    addEventListener('offline', update, { signal: listening.signal });
    this.#stops.push(
      () => listening.abort(),
      this.#client.on('state-changed', update),
      this.#client.chat.onChange(update),
    );
    update();
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
