import {
  BesideError,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type CustomerCommand,
  type Entry,
  type EntryDraft,
} from '@beside/protocol';
import { arrived } from './entries.ts';
import { entryId, epoch } from './ids.ts';
import type { ScriptedCenter, ScriptedCustomerSession } from './scripted-center.ts';

/** A timeline behind a scripted centre: what is executed becomes entries, and whoever follows is told. */
export interface SmallCentre {
  /** Texts of all messages, conversation by conversation, in their order. */
  readonly texts: readonly string[];
  /** From now on answers get lost: things happen, but nobody hears of it. */
  losesAnswers: boolean;
  /** Greets a session and catches it up. */
  connect(session: ScriptedCustomerSession): void;
}

/** Puts a timeline behind a centre. One customer; everything is theirs. */
export function createSmallCentre(center: ScriptedCenter): SmallCentre {
  const timelines = new Map<ConversationId, Entry[]>();
  const results = new Map<CommandId, CommandResult>();
  let openId: ConversationId | undefined;
  let losesAnswers = false;

  const tell = (session: ScriptedCustomerSession, conversationId: ConversationId, afterSeq: number) => {
    const entries = timelines.get(conversationId) ?? [];
    session.emit('entries', {
      conversationId,
      entries: entries.filter(({ seq }) => seq > afterSeq),
      cursor: { epoch: epoch(1), seq: entries.length },
    });
  };
  const isFollowing = (session: ScriptedCustomerSession, id: ConversationId) =>
    session.calls.findLast(
      (call) => 'conversationId' in call && call.conversationId === id && /follow/.test(call.method),
    )?.method === 'follow';
  const append = (conversationId: ConversationId, draft: EntryDraft, commandId: CommandId) => {
    const entries = timelines.get(conversationId) ?? [];
    const seq = entries.length + 1;
    // The draft is whole: number, id and instant are all that an entry has besides.
    const entry = { ...draft, seq, id: entryId(seq), at: 20_000 + seq, commandId } as Entry;
    timelines.set(conversationId, [...entries, entry]);
    for (const session of center.sessions)
      if (session.connection.status === 'connected' && isFollowing(session, conversationId))
        tell(session, conversationId, seq - 1);
    return { conversationId, seq, at: entry.at };
  };
  const execute = (command: CustomerCommand, commandId: CommandId): CommandResult => {
    const { conversationId } = command;
    switch (command.type) {
      case 'conversation.start': {
        if (openId) throw new BesideError('conversation_open', { details: { conversationId: openId } });
        openId = conversationId;
        const { body } = arrived(1);
        return append(conversationId, { type: 'conversation.arrived', body } as EntryDraft, commandId); // its own body
      }
      case 'chat.send':
        if (openId !== conversationId) throw new BesideError('conversation_closed');
        return append(
          conversationId,
          { type: 'chat.message', body: { author: { role: 'customer' }, content: command.content } },
          commandId,
        );
      case 'conversation.end':
        if (openId !== conversationId) throw new BesideError('conversation_closed');
        openId = undefined;
        return append(
          conversationId,
          { type: 'conversation.ended', body: { by: 'customer', reason: 'done' } },
          commandId,
        );
      case 'conversation.set-context':
        return { conversationId, seq: timelines.get(conversationId)?.length ?? 0, at: 20_000 };
      default:
        throw new BesideError('unsupported');
    }
  };

  center.script.execute = (command, { commandId }) => {
    const result = results.get(commandId) ?? execute(command, commandId);
    results.set(commandId, result);
    return losesAnswers ? new Promise(() => undefined) : result;
  };
  return {
    get texts() {
      return [...timelines.values()].flat().flatMap((entry) => {
        if (entry.type !== 'chat.message') return [];
        return entry.body.content.kind === 'text' ? [entry.body.content.text] : [];
      });
    },
    get losesAnswers() {
      return losesAnswers;
    },
    set losesAnswers(isOn) {
      losesAnswers = isOn;
    },
    connect(session) {
      const conversationId = openId ?? [...timelines.keys()].at(-1);
      session.greet({
        conversation: conversationId
          ? {
              conversationId,
              epoch: epoch(1),
              status: openId ? 'queued' : 'ended',
              lastSeq: timelines.get(conversationId)?.length ?? 0,
            }
          : null,
      });
      for (const id of timelines.keys()) {
        const follow = session.calls.findLast(
          (call) => call.method === 'follow' && call.conversationId === id,
        );
        if (follow?.method === 'follow' && isFollowing(session, id))
          tell(session, id, follow.cursor?.seq ?? 0);
      }
    },
  };
}
