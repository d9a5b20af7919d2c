import { BesideError, LIMITS, type Clock, type ConnectionState } from '@beside/protocol';
import type { Line, Network } from './network.ts';

/** What a connection needs and whom it tells. */
export interface ConnectionParts<Greeted> {
  readonly clock: Clock;
  readonly network: Network;
  /** Asked for before every attempt: what the page says about itself. */
  readonly hello: () => Promise<unknown> | undefined;
  /** At the centre: who is it? A throw ends the connection for good, unless it is retryable. */
  readonly greet: (line: Line, hello: unknown) => Greeted;
  /** At the centre: the connection is gone. */
  readonly part: (greeted: Greeted) => void;
  /** Hears what broke while something was told that nobody waits for. */
  readonly onFault: (cause: unknown) => void;
  readonly onState: (state: ConnectionState) => void;
  /** In the page, after `connected` was told. */
  readonly onGreeted: (greeted: Greeted) => void;
}

/** One line to the centre, kept up. */
export interface Connection<Greeted> {
  readonly state: ConnectionState;
  /** Asks the centre; rejects with `disconnected` without a connection, or when it is lost before the answer. */
  ask<Answer>(work: (greeted: Greeted) => Answer): Promise<Answer>;
  /** Says something to the centre; lost without a connection, and what is refused is not answered. */
  tell(work: (greeted: Greeted) => void): void;
  wake(): void;
  close(): void;
}

/** Connects at once and keeps connecting. */
export function openConnection<Greeted>(parts: ConnectionParts<Greeted>): Connection<Greeted> {
  const { clock, network, onState } = parts;
  const waiting = new Set<(error: BesideError) => void>();
  let state: ConnectionState = { status: 'connecting' };
  let line: Line | undefined;
  let greeted: Greeted | undefined;
  let attempt = 0;
  let isClosed = false;
  let cancelRetry: () => void = () => undefined;

  const setState = (next: ConnectionState): void => {
    state = next;
    onState(next);
  };

  function connect(): void {
    setState({ status: 'connecting' });
    const opened = network.createLine();
    line = opened;
    Promise.resolve()
      .then(parts.hello)
      .then((hello) => {
        if (line !== opened) return;
        if (network.isOnline) opened.pass(() => arrive(opened, hello));
        else retryLater();
      })
      .catch((cause: unknown) => {
        if (line === opened) refuse(cause);
      });
  }

  /** At the centre. */
  function arrive(opened: Line, hello: unknown): void {
    try {
      const now = parts.greet(opened, hello);
      greeted = now;
      opened.pass(() => {
        attempt = 0;
        setState({ status: 'connected' });
        if (line === opened) parts.onGreeted(now);
      });
    } catch (cause) {
      opened.pass(() => refuse(cause));
    }
  }

  function refuse(cause: unknown): void {
    const error = cause instanceof BesideError ? cause : new BesideError('unavailable', { cause });
    if (error.retryable) return retryLater();
    detach();
    setState({ status: 'stopped', error });
  }

  function retryLater(): void {
    detach();
    const delayMs = Math.min(LIMITS.reconnectLastMs, LIMITS.reconnectFirstMs * 2 ** Math.min(attempt, 16));
    attempt += 1;
    cancelRetry = clock.after(delayMs, connect);
    setState({ status: 'waiting', retryAt: clock.now() + delayMs, attempt });
  }

  function detach(): void {
    cancelRetry();
    line?.cut();
    line = undefined;
    const gone = greeted;
    greeted = undefined;
    if (gone !== undefined) parts.part(gone);
    const error = new BesideError(isClosed ? 'closed' : 'disconnected');
    for (const lose of [...waiting]) lose(error);
  }

  function wake(): void {
    if (state.status !== 'waiting') return;
    cancelRetry();
    connect();
  }

  const stopListening = network.listen((isOnline) => {
    if (isOnline) wake();
    else if (state.status === 'connecting' || state.status === 'connected') retryLater();
  });
  connect();

  return {
    get state() {
      return state;
    },
    ask(work) {
      const [current, who] = [line, greeted];
      if (isClosed) return Promise.reject(new BesideError('closed'));
      if (state.status !== 'connected' || !current || who === undefined)
        return Promise.reject(new BesideError('disconnected'));
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        const settle = (finish: () => void): void =>
          current.pass(() => {
            waiting.delete(reject);
            finish();
          });
        current.pass(() => {
          try {
            const answer = work(who);
            settle(() => resolve(answer));
          } catch (cause) {
            const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
            settle(() => reject(error));
          }
        });
      });
    },
    tell(work) {
      const [current, who] = [line, greeted];
      if (state.status !== 'connected' || !current || who === undefined) return;
      current.pass(() => {
        try {
          work(who);
        } catch (cause) {
          // Refused: what is only said is not answered, as on the wire.
          if (!(cause instanceof BesideError)) parts.onFault(cause);
        }
      });
    },
    wake,
    close() {
      if (isClosed) return;
      isClosed = true;
      stopListening();
      detach();
      setState({ status: 'stopped' });
    },
  };
}
