import { BesideError, type Clock, type CommandId } from '@beside/protocol';
import { newId } from '../base/new-id.ts';

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

  const drop = (code: 'closed' | 'replaced'): void => {
    wish?.reject(new BesideError(code));
    wish = undefined;
  };
  const flush = async (): Promise<void> => {
    const current = wish;
    if (!current || isBusy) return;
    isBusy = true;
    try {
      await say(current.token, current);
      current.resolve();
      if (wish === current) wish = undefined;
    } catch (error) {
      // Not refused but not heard either: the next connection says it again, under the same id.
      const isPassing = error instanceof BesideError && error.retryable;
      if (!isPassing) current.reject(error);
      if (!isPassing && wish === current) wish = undefined;
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
