import type { CallbackCommandOfAgent, DeskCallback } from '@beside/protocol';

import type { ConsoleTerms } from '../console-terms.ts';
import type { CallProgress } from './call-progress.ts';
import type { TimeTexts } from './callback-times.ts';
import type { WrapUpDraft } from './callback-work.ts';

/** What the parts of a callback in full are drawn from. */
export interface DetailModel {
  readonly callback: DeskCallback;
  /** It left the desk; what is known of it is what was known last. */
  readonly isGone: boolean;
  readonly words: ConsoleTerms;
  readonly times: TimeTexts;
  readonly locale: string;
  /** The server's clock, epoch ms. */
  readonly now: number;
  readonly progress: CallProgress;
  readonly draft: WrapUpDraft;
  readonly queueName: string;
  /** This agent prepares it, makes the call or writes it up. */
  readonly isHeld: boolean;
  readonly isOwned: boolean;
  readonly isSupervisor: boolean;
  /** This agent may move it and call it off: they have or own it, or supervise. */
  readonly mayChange: boolean;
  /** A command is under way. */
  readonly isPending: boolean;
  readonly ask: (command: CallbackCommandOfAgent) => void;
}

/** The ids that every command about this callback carries. */
export function idsOf({ callback: { conversationId, callbackId } }: DetailModel): {
  readonly conversationId: DeskCallback['conversationId'];
  readonly callbackId: DeskCallback['callbackId'];
} {
  return { conversationId, callbackId };
}
