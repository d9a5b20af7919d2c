import type { AttemptId, CallbackEntry, CallbackId, DeskCallback } from '@beside/protocol';
import type { ChatView } from '@beside/sdk';

/** What the timeline knows of a callback's last attempt; everything is absent until the timeline was read. */
export interface CallProgress {
  /** When the present preview began. */
  readonly preparedAt?: number;
  readonly attemptId?: AttemptId;
  readonly startedAt?: number;
  readonly connectedAt?: number;
  readonly endedAt?: number;
}

/** The entries of one callback among the lines of its conversation, oldest first. */
export function entriesOf(view: ChatView | undefined, callbackId: CallbackId): readonly CallbackEntry[] {
  return (view?.items ?? []).flatMap((item) =>
    item.kind === 'callback' && item.entry.body.callbackId === callbackId ? [item.entry] : [],
  );
}

/** How far the last attempt came. Pure. */
export function findProgress(entries: readonly CallbackEntry[]): CallProgress {
  return entries.reduce<CallProgress>((progress, entry) => {
    switch (entry.type) {
      case 'callback.previewing':
        return { preparedAt: entry.at };
      case 'callback.dialing':
        return { attemptId: entry.body.attemptId, startedAt: entry.at };
      case 'callback.connected':
        return { ...progress, attemptId: entry.body.attemptId, connectedAt: entry.at };
      case 'callback.attempt-ended':
        return { ...progress, attemptId: entry.body.attemptId, endedAt: entry.at };
      default:
        return progress;
    }
  }, {});
}

/** How long the present part of the call lasts, in ms: ringing, or talking. Stands still once it is over. */
export function callDuration(callback: DeskCallback, progress: CallProgress, now: number): number {
  const { status } = callback;
  const startedAt = progress.startedAt ?? callback.attempts.at(-1)?.startedAt ?? now;
  const from = status === 'dialing' ? startedAt : (progress.connectedAt ?? startedAt);
  const until = status === 'wrapping' ? (progress.endedAt ?? now) : now;
  return Math.max(0, until - from);
}

/** `1:05`, `1:02:09`; for what counts up or down by seconds. Never negative. */
export function counterText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}
