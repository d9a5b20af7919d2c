import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId, EntryId, Epoch } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { entriesFor, whyDiscontinuous } from './reading.ts';
import type { Entry } from './schema.ts';

// Nothing here checks the form of ids.
const [mina, jun] = ['mina', 'jun'] as AgentId[] as [AgentId, AgentId];
const message = (seq: number, author: Extract<Entry, { type: 'chat.message' }>['body']['author']): Entry => ({
  seq,
  id: `entry-${seq}` as EntryId,
  type: 'chat.message',
  at: seq,
  commandId: `command-${seq}`,
  body: { author, content: { kind: 'text', text: 'x' } },
});
const ended: Entry = {
  seq: 4,
  id: 'entry-4' as EntryId,
  type: 'conversation.ended',
  at: 4,
  commandId: 'command-4',
  body: { by: 'agent', reason: 'done' },
};
const responded: Entry = {
  seq: 3,
  id: 'entry-3' as EntryId,
  type: 'conversation.first-responded',
  at: 3,
  body: { agentId: mina },
};
const timeline = [
  message(1, { role: 'customer' }),
  message(2, { role: 'agent', agentId: mina, name: 'Mina' }),
  responded,
  ended,
];

test('everybody sees the ids of their own commands only, and customers not what is between agents', () => {
  const seenBy = (reader: Parameters<typeof entriesFor>[0]) =>
    entriesFor(reader, timeline).map(({ seq, commandId }) => [seq, commandId]);

  assert.deepEqual(seenBy({ role: 'customer' }), [
    [1, 'command-1'],
    [2, undefined],
    [4, undefined],
  ]);
  assert.deepEqual(seenBy({ role: 'agent', agentId: mina }), [
    [1, undefined],
    [2, 'command-2'],
    [3, undefined],
    [4, undefined],
  ]);
  assert.deepEqual(
    seenBy({ role: 'agent', agentId: jun }).flatMap(([, commandId]) => commandId ?? []),
    [],
  );
});

test('a cursor goes on in its own epoch, from what is there, over so many entries', () => {
  const why = (epoch: string, seq: number, lastSeq: number) =>
    whyDiscontinuous({ epoch: epoch as Epoch, seq }, 'epoch-1', lastSeq);

  assert.deepEqual(
    [
      why('epoch-1', 5, 5),
      why('epoch-1', 0, LIMITS.maxResumeEntries),
      why('epoch-0', 5, 5),
      why('epoch-1', 6, 5),
      why('epoch-1', 0, LIMITS.maxResumeEntries + 1),
    ],
    [undefined, undefined, 'epoch', 'future', 'too-far'],
  );
});
