import type { ChatChange } from '../channels/chat/chat-change.ts';
import { applyChatChange, type ChatModel, type ChatSide } from '../channels/chat/chat-state.ts';
import { startLiveChat, type LiveChat, type LiveChatOptions } from '../channels/chat/live-chat.ts';
import { modelAfter, opened } from './chat-changes.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import {
  createScriptedCenter,
  type ScriptedCenter,
  type ScriptedCustomerSession,
} from './scripted-center.ts';

/** A live chat on a scripted session. */
export interface OpenLiveChat {
  readonly live: LiveChat;
  readonly clock: FakeClock;
  readonly center: ScriptedCenter;
  readonly session: ScriptedCustomerSession;
  readonly model: ChatModel;
  /** Every change so far. */
  readonly published: readonly ChatChange[];
  /** Everything asked of the session so far, shortly: `follow 1`, `typing on 1` … */
  readonly asked: readonly string[];
}

/** Starts one over a model in which conversation 1 is looked at, unless given another. */
export function openLiveChat({
  side = 'customer',
  model = modelAfter(opened()),
  startChat = startLiveChat,
}: {
  readonly side?: ChatSide;
  readonly model?: ChatModel;
  readonly startChat?: (options: LiveChatOptions) => LiveChat;
} = {}): OpenLiveChat {
  const clock = createFakeClock();
  const center = createScriptedCenter(clock);
  const session = center.open({ siteId: 'shop' as never, locale: 'en' }); // nobody looks at it here
  session.greet();
  const published: ChatChange[] = [];
  let current = model;
  const live = startChat({
    session,
    clock,
    side,
    getModel: () => current,
    publish(change) {
      published.push(change);
      current = applyChatChange(current, change);
    },
  });
  return {
    ...{ live, clock, center, session, published },
    get model() {
      return current;
    },
    get asked() {
      return session.calls.map((call) => {
        const id = 'conversationId' in call ? Number(call.conversationId.slice(-12)) : '';
        if (call.method === 'signal') return `typing ${call.on ? 'on' : 'off'} ${id}`;
        if (call.method === 'follow' && call.cursor) return `follow ${id} after ${call.cursor.seq}`;
        if (call.method === 'history') return `history ${id} before ${call.beforeSeq} ${call.limit}`;
        if (call.method === 'receipt')
          return `receipt ${id} delivered ${call.receipt.deliveredSeq} read ${call.receipt.readSeq ?? '-'}`;
        return `${call.method} ${id}`;
      });
    },
  };
}
