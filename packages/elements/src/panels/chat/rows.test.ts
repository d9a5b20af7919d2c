import type { ChoicesContent, FormContent } from '@beside/protocol';
import { expect } from '@open-wc/testing';

import { happened, mine, noon, theirs } from '../../client/fake-client.test-support.ts';
import { buildRows, type Row } from './rows.ts';

const dayMs = 86_400_000;
const sameDay = (one: number, other: number): boolean =>
  Math.floor(one / dayMs) === Math.floor(other / dayMs);

/** One word per row: its kind, and for messages where it stands in its group. */
const shape = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) =>
    row.kind === 'message'
      ? `${row.key}${row.isFirst ? ' first' : ''}${row.isLast ? ' last' : ''}`
      : row.kind,
  );

describe('buildRows', () => {
  it('groups what one person wrote in a row, and puts a heading before each day', () => {
    const rows = buildRows(
      [mine(1, 'a'), mine(2, 'b'), theirs(3, 'c'), theirs(4, 'd', { at: noon + dayMs })],
      sameDay,
    );

    expect(shape(rows)).to.deep.equal([
      'day',
      'm1 first',
      'm2 last',
      'm3 first last',
      'day',
      'm4 first last',
    ]);
  });

  it('starts a group anew after five minutes, after an event and at the divider of what is new', () => {
    const rows = buildRows(
      [
        theirs(1, 'a'),
        theirs(2, 'b', { at: noon + 400_000 }),
        happened(3, 'agent-joined'),
        theirs(30, 'c'),
        theirs(31, 'd'),
      ],
      sameDay,
      'm31',
    );

    expect(shape(rows)).to.deep.equal([
      'day',
      'm1 first last',
      'm2 first last',
      'event',
      'm30 first last',
      'new',
      'm31 first last',
    ]);
  });

  it('pairs a question with its answer and the answer with its form', () => {
    const form: FormContent = {
      kind: 'form',
      text: 'Who?',
      fields: [{ id: 'n', label: 'Name', input: 'text', required: true }],
    };
    const reply = { kind: 'form-reply', replyTo: { seq: 1 }, values: { n: 'Kim' } } as const;
    const rows = buildRows([theirs(1, form), mine(2, '', { content: reply })], sameDay);

    expect(rows.map((row) => row.kind === 'message' && [row.answer, row.form])).to.deep.equal([
      false,
      [reply, undefined],
      [undefined, form],
    ]);
  });

  it('leaves a question open when its answer could not be sent', () => {
    const choices: ChoicesContent = { kind: 'choices', text: 'Which?', options: [{ id: 'a', label: 'A' }] };
    const failed = mine(2, '', {
      content: { kind: 'text', text: 'A', replyTo: { seq: 1, optionId: 'a' } },
      progress: 'failed',
    });

    const [, question] = buildRows([theirs(1, choices), failed], sameDay);

    expect(question?.kind === 'message' && question.answer).to.equal(undefined);
  });
});
