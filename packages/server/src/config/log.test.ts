import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import type { Log } from '../ports/log.ts';
import { createLog } from './log.ts';

const CANARY = 'canary-of-a-person';

/** The lines that a log has written. */
function linesOf(use: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  use(createLog('debug', { write: (line) => void lines.push(line) }));
  return lines.map((line) => {
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/);
    return rest;
  });
}

function errorWith(message: string): Error {
  return new TypeError(message, { cause: new Error(message) });
}

describe('createLog', () => {
  it('writes the fields it knows and drops all others', () => {
    const fields = {
      siteId: 'shop',
      type: 'follow',
      text: CANARY,
      email: CANARY,
      token: CANARY,
      url: CANARY,
    };
    const lines = linesOf((log) => log.info(fields, 'hi')); // as an object that has too much

    assert.deepEqual(lines, [{ level: 'info', siteId: 'shop', type: 'follow', msg: 'hi' }]);
  });

  it('writes of an error its kind, code and place, never what it says', () => {
    const messages = [CANARY, `${CANARY}\n    at ${CANARY} (file:///a.ts:1:1)`, `at ${CANARY}\nat ${CANARY}`];
    for (const message of messages) {
      const cause = errorWith(message);
      const lines = linesOf((log) => {
        log.error({ err: cause }, 'failed');
        log.error({ err: new BesideError('internal', { cause, details: { text: CANARY } }) }, 'failed');
      });

      assert.equal(JSON.stringify(lines).includes(CANARY), false, message);
      assert.match(JSON.stringify(lines), /TypeError.*log\.test\.ts.*BesideError.*"internal"/);
    }
  });

  it('writes nothing of what was thrown and is no error', () => {
    const lines = linesOf((log) => {
      log.error({ err: CANARY }, 'thrown text');
      log.error({ err: { message: CANARY, stack: CANARY } }, 'thrown object');
    });

    assert.deepEqual(lines, [
      { level: 'error', err: { kind: 'string' }, msg: 'thrown text' },
      { level: 'error', err: { kind: 'object' }, msg: 'thrown object' },
    ]);
  });
});
