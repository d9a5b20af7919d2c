import {
  applyCallback,
  applyConversation,
  decideCallback,
  hasCallbackEnded,
  type CallbackState,
  type ConversationState,
  type Entry,
  type EntryDraft,
  type EntryId,
} from '@beside/protocol';

/** A conversation before a change. */
export interface Before {
  readonly state: ConversationState;
  readonly callback: CallbackState;
}

/**
 * What follows from entries that are about to be appended, in the same transaction: who is answered in the chat needs no
 * call any more (Q6), and a conversation that only waited for a callback ends with it. Pure.
 */
export function findConsequences(
  before: Before,
  drafts: readonly EntryDraft[],
  now: number,
): readonly EntryDraft[] {
  const { callback } = before.callback;
  const isAnswered = drafts.some(({ type }) => type === 'conversation.answered');
  const isLeft = drafts.some(({ type }) => type === 'conversation.ended') && before.state.status === 'idle';
  const isOpen = callback !== undefined && !hasCallbackEnded(callback.status);
  const ending: readonly EntryDraft[] =
    isOpen && (isAnswered || isLeft)
      ? endCallback(before.callback, callback.callbackId, isAnswered, now)
      : [];
  const all = [...drafts, ...ending];
  if (!all.some(({ type }) => type.startsWith('callback.'))) return [];
  const after = foldDrafts(before, all, now);
  const hasEnded = after.callback.callback !== undefined && hasCallbackEnded(after.callback.callback.status);
  if (!hasEnded || after.state.status !== 'idle') return ending;
  return [...ending, endOfConversation(all)];
}

function endCallback(
  state: CallbackState,
  callbackId: NonNullable<CallbackState['callback']>['callbackId'],
  isAnswered: boolean,
  now: number,
): readonly EntryDraft[] {
  const decision = isAnswered
    ? decideCallback(state, { type: 'supersede', callbackId, channel: 'chat' }, now)
    : decideCallback(
        state,
        { type: 'cancel', callbackId, by: { role: 'customer', via: 'page' }, reason: 'other' },
        now,
      );
  // From dialing on the call goes on, whatever else the customer does.
  return 'entries' in decision ? decision.entries : [];
}

/** The state as it will be; ids and numbers of these entries are used for nothing. */
export function foldDrafts({ state, callback }: Before, drafts: readonly EntryDraft[], now: number): Before {
  const entries = drafts.map((draft, index): Entry => {
    const head = { seq: state.lastSeq + 1 + index, id: '' as EntryId, at: now };
    return { ...head, ...draft };
  });
  return {
    state: entries.reduce(applyConversation, state),
    callback: entries.reduce(applyCallback, callback),
  };
}

function endOfConversation(drafts: readonly EntryDraft[]): EntryDraft {
  for (const draft of drafts) {
    if (draft.type !== 'callback.completed' && draft.type !== 'callback.cancelled') continue;
    const { role } = draft.body.by;
    return {
      type: 'conversation.ended',
      body: {
        by: role === 'supervisor' ? 'agent' : role,
        reason: draft.type === 'callback.completed' ? 'done' : 'left',
      },
    };
  }
  return { type: 'conversation.ended', body: { by: 'system', reason: 'expired' } };
}
