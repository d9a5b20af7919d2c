/**
 * The server is killed (SIGKILL) at random moments while customers write: nothing acknowledged may be lost, nothing
 * doubled, no order broken. `KILL_CYCLES=200` for the long run; a few in CI.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { findViolations } from './support/check-history.ts';
import { startConfigured } from './support/start-configured.ts';
import { createWriter } from './support/writer.ts';

const cycles = Number(process.env['KILL_CYCLES'] ?? 8);
const WRITERS = 12;

test(`${cycles} kill -9 cycles under load lose nothing, double nothing and keep the order`, async (t) => {
  const server = await startConfigured({
    limits: { messageBurst: 100_000, messagesPerMinute: 1_000_000, framesPerSecond: 10_000 },
  });
  const stop = new AbortController();
  const writers = Array.from({ length: WRITERS }, (_, index) =>
    createWriter(`w${index}`, server.line.socket),
  );
  try {
    const running = writers.map((writer) => writer.run(stop.signal));

    for (let cycle = 0; cycle < cycles; cycle += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 500));
      await server.kill();
      await server.restart();
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    stop.abort();
    await Promise.all(running);

    let acknowledged = 0;
    for (const writer of writers) {
      acknowledged += writer.operations.filter((operation) => operation.outcome === 'ok').length;
      assert.deepEqual(findViolations(writer.operations, await writer.readAll()), [], writer.name);
    }
    assert.ok(
      acknowledged > cycles * WRITERS,
      `only ${acknowledged} messages were acknowledged: too little load to prove anything`,
    );
    t.diagnostic(`${acknowledged} acknowledged messages over ${cycles} kills`);
  } finally {
    for (const writer of writers) writer.close();
    await server.stop();
  }
});
