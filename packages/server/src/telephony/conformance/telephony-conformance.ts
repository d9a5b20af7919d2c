import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIVE_STATUSES } from '../../ports/telephony.ts';
import { addDialRules } from './dial-rules.ts';
import { addEventRules } from './event-rules.ts';
import { createBench, type AddTest, type TelephonyHarness, type TestRunner } from './telephony-harness.ts';

/** Proves that a provider keeps what the port promises. The rules are in SPEC.md of the folder above. */
export function telephonyConformance(
  name: string,
  harness: TelephonyHarness,
  runner: TestRunner = { describe, it },
): void {
  const { offers } = harness;
  const test: AddTest = (title, body) => {
    runner.it(title, async () => {
      const bench = await createBench(harness);
      try {
        await body(bench);
      } finally {
        await bench.close();
      }
    });
  };

  runner.describe(`Telephony: ${name}`, () => {
    test('[TP1] what is claimed is there, and nothing else', async ({ telephony }) => {
      const { calls, links, webhooks, events, capabilities, contract } = telephony;
      const { dialledBy, delivery, orders, agentLegs, statuses } = capabilities;

      assert.equal(contract, '1');
      assert.match(telephony.name, /^[a-z][a-z0-9-]{0,39}$/);
      assert.deepEqual(
        {
          dialSafety: calls?.dialSafety ?? null,
          links: links !== undefined,
          webhooks: webhooks !== undefined,
          hangUp: calls?.hangUp !== undefined,
        },
        offers,
      );
      assert.equal(dialledBy, calls ? 'server' : 'agent');
      assert.equal(delivery, webhooks ? 'webhook' : events ? 'stream' : 'none');
      assert.equal(statuses.length > 0, delivery !== 'none');
      assert.equal(agentLegs.length > 0, orders.length > 0);
      if (calls?.dialSafety === 'lookup') assert.equal(typeof calls.lookup, 'function');
      if (calls?.dialSafety === 'none') assert.equal(calls.lookup, undefined);
    });

    if (offers.links) {
      test('[TP1] a link dials the number and nothing more', async ({ telephony }) => {
        const { links } = telephony;

        assert.match(
          links?.linkFor('+821012345678') ?? '',
          /^(?:tel:\+821012345678|sips?:\+821012345678@[^\s]+)$/,
        );
        for (const wrong of [
          '',
          '112',
          '+8210;ext=5',
          '+821012345678,,1234',
          '+82 10',
          '+821012345678\r\nX: y',
        ])
          assert.throws(() => links?.linkFor(wrong), wrong);
      });
      test('[TP1] what an agent can record is how calls end', async ({ telephony }) => {
        const outcomes: readonly string[] = telephony.links?.outcomes ?? [];

        assert.ok(outcomes.includes('ended') && outcomes.includes('no_answer'));
        assert.equal(
          LIVE_STATUSES.some((live) => outcomes.includes(live)),
          false,
        );
      });
    }
    if (offers.dialSafety !== null) addDialRules(test, offers.dialSafety);
    if (offers.dialSafety !== null && offers.webhooks) addEventRules(test, offers.hangUp);
    test('[TP9] it may be disposed of twice', async ({ telephony }) => {
      await telephony.dispose();
      await telephony.dispose();
    });
  });
}
