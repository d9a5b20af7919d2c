import type {
  Content,
  ConversationId,
  ConversationStatus,
  CommandId,
  Cursor,
  Entry,
  Receipt,
} from '@beside/protocol';

/** One thing that became known about a chat; what a leading tab tells the others. */
export type ChatChange =
  /** Which conversation is looked at; `null`: there is none. `isNew`: it was just started, it has no history. */
  | {
      readonly type: 'conversation';
      readonly conversationId: ConversationId | null;
      readonly status: ConversationStatus;
      readonly isNew: boolean;
    }
  /** New entries, gapless up to `cursor`. */
  | {
      readonly type: 'entries';
      readonly conversationId: ConversationId;
      readonly entries: readonly Entry[];
      readonly cursor: Cursor;
    }
  /** Older entries. */
  | {
      readonly type: 'history';
      readonly conversationId: ConversationId;
      readonly entries: readonly Entry[];
      readonly hasEarlier: boolean;
    }
  | { readonly type: 'loading-earlier'; readonly isOn: boolean }
  /** What was known does not continue. */
  | {
      readonly type: 'discontinuity';
      readonly conversationId: ConversationId;
      readonly reason: 'epoch' | 'too-far' | 'future';
    }
  | { readonly type: 'receipts'; readonly customer: Partial<Receipt>; readonly agent: Partial<Receipt> }
  | { readonly type: 'other-typing'; readonly isOn: boolean }
  | { readonly type: 'queue-position'; readonly position: number }
  /** A message of this side was acknowledged; its entry may come before or after. */
  | {
      readonly type: 'sent';
      readonly conversationId: ConversationId;
      readonly commandId: CommandId;
      readonly seq: number;
      readonly at: number;
      readonly content: Content;
    };
