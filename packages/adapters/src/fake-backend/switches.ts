import type { BackendCapabilities, Feature } from '@beside/protocol';

/** Every capability a backend may have, to be switched on and off. */
export interface FakeSwitches {
  /** Whether events can be asked for from a cursor on. */
  readonly catchUp: boolean;
  /** What the key of a call is good for. */
  readonly sendKey: 'native' | 'echo' | 'none';
  /** Whether an effect can be looked up by its key. */
  readonly find: boolean;
  readonly typing: boolean;
  readonly receipts: boolean;
  readonly context: boolean;
  readonly reports: boolean;
  /** Longest text in UTF-8 bytes; `unknown`: it does not say. */
  readonly maxTextBytes: number | 'unknown';
}

/** A backend that can do everything. */
export const ALL_ON: FakeSwitches = {
  catchUp: true,
  sendKey: 'native',
  find: true,
  typing: true,
  receipts: true,
  context: true,
  reports: true,
  maxTextBytes: 4_096,
};

/** A backend that can do nothing but talk. */
export const ALL_OFF: FakeSwitches = {
  catchUp: false,
  sendKey: 'none',
  find: false,
  typing: false,
  receipts: false,
  context: false,
  reports: false,
  maxTextBytes: 'unknown',
};

/** The switches as a backend says them. */
export function toCapabilities(switches: FakeSwitches): BackendCapabilities {
  const feature = (isOn: boolean): Feature => ({ support: isOn ? 'native' : 'none' });
  return {
    delivery: { catchUp: switches.catchUp ? 'cursor' : 'none', sendKey: switches.sendKey },
    chat: {
      maxTextBytes: switches.maxTextBytes,
      contentKinds: ['text', 'form-reply'],
      typingToCentre: feature(switches.typing),
      typingToCustomer: feature(switches.typing),
      receipts: feature(switches.receipts),
    },
    context: feature(switches.context),
    reports: feature(switches.reports),
  };
}
