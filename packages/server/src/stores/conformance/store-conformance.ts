import { describe, it } from 'node:test';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { addAccountRules } from './account-rules.ts';
import { addCallbackRules } from './callback-rules.ts';
import { addCommitRules } from './commit-rules.ts';
import { addConcurrencyRules } from './concurrency-rules.ts';
import { addConversationRules } from './conversation-rules.ts';
import { addFlowRules } from './flow-rules.ts';
import { addKnowledgeRules } from './knowledge-rules.ts';
import type { AddTest, StoreBench, StoreHarness } from './store-harness.ts';
import { addUpkeepRules } from './upkeep-rules.ts';
import { addWorkRules } from './work-rules.ts';

/** Proves that a store keeps what its port promises. The rules are in SPEC.md beside this file. */
export function storeConformance(name: string, harness: StoreHarness): void {
  const test: AddTest = (title, body) => {
    it(title, async () => {
      const place = await harness.createPlace();
      const clock = createFakeClock();
      const bench: StoreBench = {
        store: await place.open(clock),
        clock,
        place,
        async reopen() {
          await bench.store.close();
          bench.store = await place.open(clock);
        },
      };
      try {
        await body(bench);
      } finally {
        await bench.store.close();
        await place.remove();
      }
    });
  };

  describe(`Store: ${name}`, () => {
    addConversationRules(test);
    addAccountRules(test);
    addWorkRules(test);
    addCallbackRules(test);
    addFlowRules(test);
    addKnowledgeRules(test);
    addCommitRules(test);
    addUpkeepRules(test);
    addConcurrencyRules(test);
  });
}
