import { BesideError, newId, type Clock, type CommandId } from '@beside/protocol';

/** Before what was not heard is said again, where nobody names a time. */
const AGAIN_MS = 5_000;

/** How an identification is carried out. */
export interface IdentityOptions {
  readonly clock: Clock;
  /** Says it to the contact centre, here or in the tab that leads. */
  readonly say: (identityToken: string, key: { readonly commandId: CommandId }) => Promise<void>;
}

/** The page's wish to say who the customer is, kept until there is somebody to say it to. In memory only. */
export interface Identity {
  /** Resolves when the contact centre accepted it; a newer wish takes the place of one that waits. */
  identify(identityToken: string): Promise<void>;
  /** Somebody can be told now. Safe at any time. */
  flush(): void;
  /** Rejects what waits. */
  drop(code: 'closed' | 'replaced'): void;
}

interface Wish {
  readonly token: string;
  readonly commandId: CommandId;
  resolve(): void;
  reject(error: unknown): void;
}

/** Makes an identity nobody has claimed yet. */
export function createIdentity({ clock, say }: IdentityOptions): Identity {
  let wish: Wish | undefined;
  let isBusy = false;
  let cancelAgain: (() => void) | undefined;

  const again = ({ details }: BesideError): void => {
    const wantedMs = details['retryAfterMs'];
    cancelAgain?.();
    cancelAgain = clock.after(typeof wantedMs === 'number' ? Math.max(wantedMs, AGAIN_MS) : AGAIN_MS, () => {
      void flush();
    });
  };
  const drop = (code: 'closed' | 'replaced'): void => {
    cancelAgain?.();
    wish?.reject(new BesideError(code));
    wish = undefined;
  };
  const flush = async (): Promise<void> => {
    const current = wish;
    if (!current || isBusy) return;
    isBusy = true;
    try {
      await say(current.token, current);
      cancelAgain?.();
      current.resolve();
      if (wish === current) wish = undefined;
    } catch (error) {
      // Not refused for good: said again by the next connection or after a while, under the same id.
      if (error instanceof BesideError && error.retryable) again(error);
      else {
        current.reject(error);
        if (wish === current) wish = undefined;
      }
    } finally {
      isBusy = false;
    }
    if (wish && wish !== current) await flush();
  };

  return {
    identify: (token) =>
      new Promise((resolve, reject) => {
        drop('replaced');
        wish = { token, commandId: newId<CommandId>(clock), resolve, reject };
        void flush();
      }),
    flush: () => void flush(),
    drop,
  };
}
