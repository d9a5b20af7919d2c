import assert from 'node:assert/strict';
import { test } from 'node:test';

import { findMainThreadMs, type TraceEvent } from './main-thread.ts';

const isOurs = (url: string) => url.endsWith('/beside.js');

function span(name: string, ts: number, dur: number, url?: string): TraceEvent {
  return { name, ph: 'X', pid: 1, tid: 1, ts, dur, ...(url ? { args: { data: { url } } } : {}) };
}

test('what a script did counts once, with what is nested in it and the frame after it', () => {
  const events = [
    span('Layout', 0, 9_000),
    span('EvaluateScript', 10_000, 3_000, 'https://a.example/beside.js'),
    span('v8.compile', 10_000, 1_000, 'https://a.example/beside.js'),
    span('EvaluateScript', 14_000, 5_000, 'https://a.example/page.js'),
    span('FunctionCall', 20_000, 2_000, 'https://a.example/beside.js'),
    span('UpdateLayoutTree', 20_500, 1_000),
    span('Layout', 23_000, 500),
    span('Paint', 24_000, 500),
    span('Commit', 25_000, 250),
    span('Layout', 30_000, 9_000),
  ];

  assert.equal(findMainThreadMs(events.toReversed(), isOurs), 3 + 2 + 0.5 + 0.5 + 0.25);
});

test('a trace without the script, or without what it shows, measures nothing and says so', () => {
  const call = span('FunctionCall', 0, 1_000, 'https://a.example/beside.js');

  assert.throws(() => findMainThreadMs([span('Commit', 5_000, 1)], isOurs), /nothing of the script/);
  assert.throws(() => findMainThreadMs([call], isOurs), /no frame/);
});
