import type { Transaction } from '../../ports/store.ts';
import { createAccountRecords } from './accounts.ts';
import { createCallbackRecords } from './callbacks.ts';
import { createConversationRecords } from './conversations.ts';
import { createFlowRecords } from './flows.ts';
import { createKnowledgeRecords } from './knowledge.ts';
import type { Run } from './sessions.ts';
import { createUpkeepRecords } from './upkeep.ts';
import { createWorkRecords } from './work.ts';

/** Everything that can be done with a way to run statements. `canLock` is false where nothing is changed. */
export function createRecords(run: Run, canLock: boolean): Transaction {
  return {
    ...createConversationRecords(run, canLock),
    ...createAccountRecords(run, canLock),
    ...createWorkRecords(run, canLock),
    ...createCallbackRecords(run, canLock),
    ...createFlowRecords(run),
    ...createKnowledgeRecords(run),
    ...createUpkeepRecords(run),
  };
}
