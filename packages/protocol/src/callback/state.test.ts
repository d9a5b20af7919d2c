import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesFor } from '../conversation/reading.ts';
import type { Entry, EntryDraft } from '../conversation/schema.ts';
import { parseEntry } from '../conversation/every-entry.ts';
import type { EntryId } from '../ids.ts';
import {
  after,
  append,
  bySystem,
  callbackId,
  cancel,
  complete,
  connect,
  dial,
  end,
  entriesOf,
  fallDue,
  mina,
  minute,
  moveTo,
  offer,
  preview,
  request,
} from './callback.test-support.ts';
import type { CallbackCommand } from './commands.ts';
import { decideCallback } from './decide.ts';
import { NO_CALLBACK, applyCallback } from './state.ts';
import { viewCallback } from './view.ts';

const draftsOf = (commands: readonly CallbackCommand[]): EntryDraft[] => {
  let state = NO_CALLBACK;
  return commands.flatMap((command) => {
    const drafts = entriesOf(decideCallback(state, command, 0));
    state = append(state, drafts, 0);
    return drafts;
  });
};
const entriesAfter = (commands: readonly CallbackCommand[]): Entry[] =>
  draftsOf(commands).map(
    // A draft with number, id and instant is an entry of the same type.
    (draft, index) => ({
      ...draft,
      seq: index + 1,
      id: `entry-${index}` as EntryId,
      at: 0,
      commandId: 'c',
    }),
  );
const wholeStory = [...preview, dial(), connect, complete];

test('[C2] one id from request to end; the attempts are its children', () => {
  const { callback } = after([...preview, dial(), connect, end('talked'), complete]);

  assert.deepEqual(
    { id: callback?.callbackId, status: callback?.status, attempts: callback?.attempts },
    {
      id: callbackId,
      status: 'completed',
      attempts: [
        {
          attemptId: dial().attemptId,
          number: 1,
          revision: 1,
          startedAt: 0,
          agentId: mina,
          connectedAt: 0,
          endedAt: 0,
          outcome: 'talked',
        },
      ],
    },
  );
});

test('[CB1] what is over stays as it is, whatever entry comes', () => {
  const cancelled = after([request, cancel]);
  const late = entriesAfter(wholeStory).map((entry) => ({ ...entry, seq: entry.seq + 100 }));

  for (const entry of late.filter(({ type }) => type !== 'callback.requested'))
    assert.deepEqual(applyCallback(cancelled, entry).callback, cancelled.callback);
});

test('[CB13] entries of a callback that is not known, and entries seen before, change nothing but the number', () => {
  const entries = entriesAfter(wholeStory);
  const joinedLate = entries.slice(1).reduce(applyCallback, NO_CALLBACK);
  const once = entries.reduce(applyCallback, NO_CALLBACK);
  const twice = entries.reduce(applyCallback, once);

  assert.deepEqual(joinedLate, { lastSeq: entries.length });
  assert.deepEqual(twice, once);
});

test('[CB12] customers see neither routing nor notes, and can still follow how it goes', () => {
  const entries = entriesAfter(wholeStory);
  const shown = entriesFor({ role: 'customer' }, entries);

  assert.deepEqual(
    shown.map(({ type }) => type),
    [
      'callback.requested',
      'callback.due',
      'callback.previewing',
      'callback.dialing',
      'callback.connected',
      'callback.attempt-ended',
      'callback.completed',
    ],
  );
  const seen = shown.reduce(applyCallback, NO_CALLBACK).callback;
  assert.ok(seen);
  assert.equal(seen.status, 'completed');
});

test('[CB12] at a glance customers see time, digits and the last four of their number', () => {
  const { callback } = after([request]);
  assert.ok(callback);

  assert.deepEqual(viewCallback(callback), {
    callbackId,
    revision: 1,
    status: 'waiting',
    when: { kind: 'asap' },
    zone: 'Asia/Seoul',
    numberEnding: '5678',
    checkCode: '07',
    callerNumber: '+8215881234',
    attempts: [],
  });
});

test('[CB12] at a glance it is their turn while agents are asked, and they know who prepares', () => {
  const ringing = after([request, fallDue, offer()]).callback;
  const previewed = after(preview).callback;
  assert.ok(ringing && previewed);

  assert.equal(viewCallback(ringing).status, 'due');
  assert.equal(viewCallback(previewed).agentName, 'Mina');
});

test('[CB12] at a glance they see what happened and when it rings again', () => {
  const { callback } = after([...preview, dial(), end('busy', { retryAt: minute(3) })]);
  assert.ok(callback);

  const { status, retryAt, attempts } = viewCallback(callback);

  assert.deepEqual(
    { status, retryAt, attempts },
    { status: 'retry-wait', retryAt: minute(3), attempts: [{ number: 1, startedAt: 0, outcome: 'busy' }] },
  );
});

test('[C9] both sides see the digits that were handed in and the number that really calls', () => {
  const other = '+82212345678';
  const { callback } = after([...preview, dial({ callerNumber: other })]);

  assert.equal(callback?.request.checkCode, '07');
  assert.equal(callback?.callerNumber, other);
});

test("[C4] [bad_P20] the zone that was chosen, the browser's and the number's are all kept; the chosen one is shown", () => {
  const zones = { chosen: 'Asia/Seoul', browser: 'Asia/Tokyo', number: 'America/New_York' };
  const { callback } = after([{ ...request, zones }]);
  assert.ok(callback);

  assert.deepEqual(callback.request.zones, zones);
  assert.equal(viewCallback(callback).zone, 'Asia/Seoul');
});

test('[CB14] only who did it is told the id of their command', () => {
  const entries = entriesAfter([request, moveTo(60)]);

  const asCustomer = entriesFor({ role: 'customer' }, entries);
  const asAgent = entriesFor({ role: 'agent', agentId: mina }, entries);

  assert.ok(asCustomer.every((entry) => entry.commandId === 'c'));
  assert.ok(asAgent.every((entry) => entry.commandId === undefined));
  assert.equal(entriesAfter([request, fallDue]).at(1)?.type, 'callback.due');
});

test("[CB14] what an agent did is theirs, what the system did is nobody's", () => {
  const entries = entriesAfter([...preview, dial(), connect, end('talked', { by: bySystem }), complete]);
  const withId = entriesFor({ role: 'agent', agentId: mina }, entries).filter(
    ({ commandId }) => commandId !== undefined,
  );

  assert.deepEqual(
    withId.map(({ type }) => type),
    ['callback.completed'],
  );
});

test('[C4] [C11] every entry that is decided is accepted by its schema, with wall time, zone and consents', () => {
  const commands = [request, moveTo(60), cancel];
  for (const entry of [...entriesAfter(wholeStory), ...entriesAfter(commands)]) {
    const raw = { ...entry, id: callbackId as string as EntryId };
    assert.deepEqual(parseEntry(JSON.parse(JSON.stringify(raw)) as typeof raw)?.body, entry.body);
  }
});
