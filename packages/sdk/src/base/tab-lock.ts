/** Elects one tab among those of the same name and lets all of them talk. */
export interface TabLock {
  /**
   * Waits to lead. `lead` is called when this tab is elected and gets a signal that aborts when it stops leading.
   * Returns the way to stop; whoever stops leading makes place for the next.
   */
  compete(name: string, lead: (signal: AbortSignal) => void): () => void;
  /** A channel to the other tabs (not to oneself). Messages are structured-clonable and checked by the receiver. */
  channel(name: string, receive: (message: unknown) => void): TabChannel;
}

/** One tab's end of the channel. */
export interface TabChannel {
  post(message: unknown): void;
  close(): void;
}
