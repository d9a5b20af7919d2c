import type { Clock } from '@beside/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Renders its host again every second, for countdowns and waiting times; silent while the host is off the page. */
export class Seconds implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #clock: Clock | undefined;
  #cancel: (() => void) | undefined;
  #isConnected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The clock to tick by; called once. */
  start(clock: Clock): void {
    this.#clock = clock;
    if (this.#isConnected) this.#tick();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#tick();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#cancel?.();
  }

  #tick(): void {
    this.#cancel?.();
    this.#cancel = this.#clock?.after(1_000, () => {
      this.#host.requestUpdate();
      this.#tick();
    });
  }
}
