import { END_STATUSES, type Telephony } from '../../ports/telephony.ts';

/** How the agent's device starts a call. */
export type LinkScheme = 'tel' | 'sip';

/** What the manual provider is made with. */
export interface ManualProviderOptions {
  /** `tel` unless the agents' telephones take `sip:` links. */
  readonly scheme?: LinkScheme;
  /** For `sip`: the domain that dials out. */
  readonly sipDomain?: string;
}

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * The provider of a centre without telephone equipment: the server dials nothing; the agent gets a link, calls, and
 * records how it ended.
 */
export function createManualProvider({ scheme = 'tel', sipDomain }: ManualProviderOptions = {}): Telephony {
  return {
    name: 'manual',
    contract: '1',
    capabilities: { dialledBy: 'agent', orders: [], agentLegs: [], statuses: [], delivery: 'none' },
    links: {
      linkFor(to) {
        // Pauses, tones and parameters would be dialled by the agent's device.
        if (!E164.test(to)) throw new TypeError('the number is not E.164');
        return scheme === 'tel' ? `tel:${to}` : `sip:${to}@${sipDomain ?? 'localhost'};user=phone`;
      },
      // Of somebody who heard it: `cancelled` is what a machine says.
      outcomes: END_STATUSES.filter((status) => status !== 'cancelled'),
    },
    dispose: async () => undefined,
  };
}
