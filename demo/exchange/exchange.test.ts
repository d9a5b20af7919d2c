import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createSystemClock, type Clock } from '@beside/protocol';
import type { DialBody } from '@beside/server/exchange';
import { BEHAVIOURS, chooseBehaviour, type Behaviour } from './behaviours.ts';
import { openExchange, type Exchange } from './exchange.ts';
import { judgeLog } from './judge.ts';
import { parseLog } from './log.ts';
import { planCall } from './plan.ts';
import type { AcceptedRecord, LogRecord, Mode } from './records.ts';

let folder: string;
let logPath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beside-exchange-unit-'));
  logPath = join(folder, 'exchange.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A clock of which the time is set by hand; what is to come never comes. */
const standingClock = (at: { now: number }): Clock => ({
  ...createSystemClock(),
  now: () => at.now,
  after: () => () => undefined,
});

const open = (mode: Mode, at = { now: 1_000 }): Exchange =>
  openExchange({
    logPath,
    mode,
    scenario: 'numbers',
    seed: 1,
    paceMs: 10,
    webhook: undefined,
    eventSecret: 'unused',
    clock: standingClock(at),
  });

const body = (more: Partial<DialBody> = {}): DialBody => ({
  callKey: 'key-1',
  to: '+821012345678',
  from: '+82215880000',
  customerFirst: false,
  ringTimeoutMs: 1_000,
  expiresAt: 9_000,
  ...more,
});

const records = (): LogRecord[] => parseLog(readFileSync(logPath, 'utf8'));

describe('the exchange', () => {
  it('knows after a crash what it accepted before, to the last line that was written whole', () => {
    const first = open('idempotent');
    const accepted = first.dial(body(), 'answers');
    first.stop();
    appendFileSync(logPath, '{"kind":"accepted","callKey":"half');

    const second = open('idempotent');

    assert.deepEqual(second.dial(body(), 'answers'), { ...accepted, replayed: true });
    assert.deepEqual(
      records().map(({ kind }) => kind),
      ['started', 'accepted', 'started'],
    );
    second.stop();
  });

  it('makes two calls of one key where keys mean nothing, and the judge sees them', () => {
    const exchange = open('none');

    exchange.dial(body(), 'answers');
    exchange.dial(body(), 'answers');
    exchange.stop();

    const { accepted, doubled, overlapping, unfinished } = judgeLog(records());
    assert.deepEqual([accepted, doubled, overlapping.length, unfinished.length], [2, ['key-1'], 1, 2]);
  });

  it('refuses a key that was said to be absent, also after a crash', () => {
    const first = open('lookup');
    assert.equal(first.lookup('key-1'), null);
    first.stop();

    const second = open('lookup');

    assert.deepEqual(second.dial(body(), 'answers'), { kind: 'fenced' });
    assert.equal(second.dial(body({ callKey: 'key-2' }), 'answers').kind, 'accepted');
    second.stop();
  });

  it('refuses a request that was given up before it came', () => {
    const exchange = open('none', { now: 9_001 });

    assert.deepEqual(exchange.dial(body(), 'answers'), { kind: 'expired' });
    exchange.stop();
  });

  it('ends a call that is hung up before anybody answered as cancelled, once', () => {
    const exchange = open('none');
    const dialled = exchange.dial(body(), 'answers');
    const callRef = dialled.kind === 'accepted' ? dialled.callRef : '';

    exchange.hangUp(callRef);
    exchange.hangUp(callRef);
    exchange.stop();

    const told = records().flatMap((record) => (record.kind === 'event' ? [record.event.status] : []));
    assert.deepEqual(told, ['cancelled']);
    assert.deepEqual(judgeLog(records()).unfinished, []);
  });
});

describe('what a number does', () => {
  const choose = (to: string, scenario: 'numbers' | 'storm', callKey: string, tries = 1): Behaviour =>
    chooseBehaviour(to, { scenario, seed: 7, callKey, tries });

  it('is chosen by its last two digits after six zeros, in any country', () => {
    for (const [name, { digits }] of Object.entries(BEHAVIOURS)) {
      assert.equal(choose(`+8210000000${digits}`, 'storm', 'key'), name);
      assert.equal(choose(`+1212000000${digits}`, 'numbers', 'key'), name);
    }
    assert.equal(choose('+821012345607', 'numbers', 'key'), 'answers');
  });

  it('is anything in a storm, the same for the same seed, key and try', () => {
    const draw = (): Behaviour[] =>
      Array.from({ length: 500 }, (_, index) => choose('+821012345678', 'storm', `key-${index}`));

    assert.deepEqual(draw(), draw());
    assert.ok(new Set(draw()).size >= 12);
    const tries = Array.from({ length: 50 }, (_, index) => choose('+821012345678', 'storm', 'key', index));
    assert.ok(new Set(tries).size > 3);
  });
});

describe('the course of a call', () => {
  const call = (behaviour: Behaviour, more: Partial<AcceptedRecord> = {}): AcceptedRecord => ({
    kind: 'accepted',
    at: 0,
    callRef: 'x',
    callKey: 'key',
    to: '+821012345678',
    from: '+82215880000',
    hasAgentLeg: false,
    customerFirst: false,
    ringTimeoutMs: 500,
    behaviour,
    ...more,
  });
  const told = (record: AcceptedRecord): string[] =>
    planCall(record, 10)
      .map(({ afterMs, deliveredAfterMs, leg, status }) => ({ at: afterMs + deliveredAfterMs, leg, status }))
      .sort((one, other) => one.at - other.at)
      .map(({ leg, status }) => `${leg} ${status}`);

  it('rings as long as it may when nobody answers', () => {
    assert.deepEqual(
      planCall(call('no_answer'), 10).map(({ afterMs, status }) => [afterMs, status]),
      [
        [10, 'ringing'],
        [500, 'no_answer'],
      ],
    );
  });

  it('is told the other way round when it is scrambled', () => {
    assert.deepEqual(told(call('scrambled')), ['customer ended', 'customer answered', 'customer ringing']);
  });

  it('rings the agent first, or the customer where that is wished', () => {
    const agentFirst = told(call('answers', { hasAgentLeg: true }));
    const customerFirst = told(call('answers', { hasAgentLeg: true, customerFirst: true }));

    assert.deepEqual(agentFirst.slice(0, 3), ['agent ringing', 'agent answered', 'customer ringing']);
    assert.deepEqual(customerFirst.slice(0, 1), ['customer ringing']);
    assert.ok(customerFirst.includes('agent answered'));
  });
});
