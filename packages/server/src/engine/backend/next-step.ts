import type { Backend } from '@beside/protocol';
import type { CheckedOutcome } from './backend-schema.ts';
import { isRepeatable } from './call-backend.ts';
import type { BackendCall } from './bridge-port.ts';

/** What to do about a delivery. */
export type Step =
  | { readonly kind: 'done' }
  /** Make the call (again), now or later. */
  | { readonly kind: 'call'; readonly delayMs: number }
  /** Look whether it happened, or wait until the backend's events say so. */
  | { readonly kind: 'look'; readonly delayMs: number }
  | { readonly kind: 'give-up'; readonly code: string };

const FIRST_DELAY_MS = 1_000;
const LAST_DELAY_MS = 60_000;
/** Looks without an answer, after which a delivery is given up; with the pauses between them about six minutes. */
const MAX_LOOKS = 12;

/** What follows from how a call ended (X3, X4). Pure. */
export function stepAfterCall(
  backend: Backend,
  call: BackendCall,
  outcome: CheckedOutcome,
  attempts: number,
): Step {
  if (outcome.kind === 'done') return { kind: 'done' };
  if (outcome.kind === 'failed') {
    const { retry, code, retryAfterMs = 0 } = outcome.failure;
    if (retry === 'never') return { kind: 'give-up', code };
    return { kind: 'call', delayMs: Math.max(retryAfterMs, delayOf(attempts)) };
  }
  const isCertain = outcome.reconcile === 'safe-to-retry' || recognises(backend, call);
  return isCertain ? { kind: 'call', delayMs: delayOf(attempts) } : stepWhileUnknown(backend, call, attempts);
}

/** What to do about a delivery of which it is not known whether it happened; also after a crash in the middle of it. */
export function stepWhileUnknown(backend: Backend, call: BackendCall, attempts: number): Step {
  if (recognises(backend, call)) return { kind: 'call', delayMs: 0 };
  const canLook = canFind(backend, call) || backend.capabilities.delivery.sendKey === 'echo';
  if (!canLook || attempts > MAX_LOOKS) return { kind: 'give-up', code: 'backend_unknown' };
  return { kind: 'look', delayMs: delayOf(attempts) };
}

/** Whether a backend can be asked for the effect of a call. */
export function canFind({ chat }: Backend, { kind }: BackendCall): boolean {
  return chat.find !== undefined && (kind === 'start' || kind === 'send');
}

/** Whether the same call twice is one effect. */
export function recognises({ capabilities }: Backend, call: BackendCall): boolean {
  return capabilities.delivery.sendKey === 'native' || isRepeatable(call);
}

function delayOf(attempts: number): number {
  return Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1));
}
