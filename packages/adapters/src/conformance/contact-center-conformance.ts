import type { TestRunner } from './backend-harness.ts';
import { commandRules } from './contact-center-commands.ts';
import { connectionRules } from './contact-center-connection.ts';
import { conversationsRules } from './contact-center-conversations.ts';
import {
  createContactCenterBench,
  within,
  type ContactCenterUnderTest,
  type DefineTest,
} from './contact-center-harness.ts';
import { peopleRules } from './contact-center-people.ts';
import { readingRules } from './contact-center-reading.ts';

/** The longest a test may take: one of them writes some five hundred entries. */
const PATIENCE_MS = 20_000;

/** What the suite is run with. */
export interface ContactCenterConformanceOptions {
  /** Makes a fresh contact center; called once per test. */
  readonly create: () => Promise<ContactCenterUnderTest> | ContactCenterUnderTest;
  /** `describe` and `it` of `node:test` or mocha. */
  readonly runner: TestRunner;
}

/**
 * Proves that an adapter keeps what the port `ContactCenter` promises, and its desk what `AgentDesk` does. The rules are
 * in SPEC.md beside this file. Run it in the adapter's own tests.
 *
 * @example
 * contactCenterConformance('mine', { create: () => createMineUnderTest(), runner: { describe, it } });
 */
export function contactCenterConformance(
  name: string,
  { create, runner }: ContactCenterConformanceOptions,
): void {
  const test: DefineTest = (title, body) =>
    runner.it(title, async () => {
      const bench = createContactCenterBench(await create());
      try {
        await within(PATIENCE_MS, body(bench));
      } catch (cause) {
        await bench.close().catch(() => undefined); // what the test itself found says more
        throw cause;
      }
      await bench.close();
    });

  runner.describe(`ContactCenter: ${name}`, () => {
    connectionRules(test);
    commandRules(test);
    readingRules(test);
    peopleRules(test);
    conversationsRules(test);
  });
}
