import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntryId } from '../ids.ts';
import { describeLine } from './describe-line.ts';
import { parseEntry } from './every-entry.ts';
import type { Entry } from './schema.ts';

const id = '01900000-0000-7000-8000-000000000001';

function entry(seq: number, type: string, body: unknown): Entry {
  const read = parseEntry({ seq, id: id as EntryId, type, at: seq, body });
  assert.ok(read);
  return read;
}

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const agent = (name: string) => ({ role: 'agent', agentId: id, name }) as const;
const answered = (name: string) => ({ offerId: id, agentId: id, name });

test('a line names who answered last and what was written last', () => {
  const line = describeLine([
    entry(1, 'conversation.answered', answered('Mina')),
    entry(2, 'chat.message', { author: agent('Mina'), content: text('good day') }),
    entry(3, 'conversation.returned', { agentId: id, name: 'Mina', reason: 'released' }),
    entry(4, 'conversation.answered', answered('Theo')),
    entry(5, 'chat.message', { author: { role: 'customer' }, content: text('thanks') }),
    entry(6, 'conversation.ended', { by: 'customer', reason: 'done' }),
  ]);

  assert.deepEqual(line, {
    agentName: 'Theo',
    lastMessage: { author: { role: 'customer' }, content: text('thanks') },
  });
});

test('whoever wrote is known where the entry that named them is further back', () => {
  const message = entry(7, 'chat.message', { author: agent('Mina'), content: text('still here') });

  assert.equal(describeLine([message]).agentName, 'Mina');
});

test('of a conversation in which nothing was said a line says nothing', () => {
  assert.deepEqual(describeLine([entry(1, 'conversation.ended', { by: 'customer', reason: 'left' })]), {});
  assert.deepEqual(describeLine([]), {});
});
