import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Flow } from './flow-schema.ts';
import { checkForm } from './form.ts';
import type { FlowField } from './node-schema.ts';
import { SHOP, both } from './visual-ivr.test-support.ts';

const check = (
  input: NonNullable<Flow['variables']>[string]['input'],
  value: string,
  more: Partial<FlowField> = {},
): string | undefined => {
  const flow: Flow = { ...SHOP, variables: { it: { input, label: both('It') } } };
  const form = {
    ...({ kind: 'form', title: both('Form'), to: 'start' } as const),
    fields: [{ variable: 'it', required: true, ...more }],
  };
  const { values, problems } = checkForm(flow, form, { it: value });
  return problems['it'] ?? `ok ${String(values['it'])}`;
};

describe('forms', () => {
  it('[IV5] say per field what is wrong', () => {
    assert.deepEqual(
      [
        check('text', '  '),
        check('text', '', { required: false }),
        check('text', 'ab', { minLength: 3 }),
        check('text', 'abcd', { maxLength: 3 }),
        check('text', '12a', { format: 'digits' }),
        check('text', '가나1', { format: 'letters-digits' }),
        check('text', '2026-11/1', { format: 'order-number' }),
        check('email', 'a@b'),
        check('email', ' a@b.kr '),
        check('tel', '010-1234-5678'),
        check('tel', 'call me'),
        check('number', '1,000'),
        check('number', '-3.5'),
        check('date', '2026-02-29'),
        check('date', '2028-02-29'),
        check('select', 'x', { options: [{ value: 'a', label: both('A') }] }),
        check('select', 'a', { options: [{ value: 'a', label: both('A') }] }),
      ],
      [
        'required',
        'ok undefined',
        'too-short',
        'too-long',
        'format',
        'ok 가나1',
        'format',
        'format',
        'ok a@b.kr',
        'ok 010-1234-5678',
        'format',
        'format',
        'ok -3.5',
        'format',
        'ok 2028-02-29',
        'option',
        'ok a',
      ],
    );
  });

  it('[IV5] read what Asian keyboards write, and nothing that cannot be seen', () => {
    assert.deepEqual(
      [
        check('tel', '０１０－１２３４－５６７８'),
        check('date', '２０２６-１１-２５'),
        check('text', 'a\u0000\u200bb\u0007'),
      ],
      ['ok 010-1234-5678', 'ok 2026-11-25', 'ok a\u200bb'],
    );
  });

  it('[bad_F9] take values of their own fields only', () => {
    const order = SHOP.nodes['order'];
    assert.ok(order?.kind === 'form');

    const hostile = JSON.parse(
      '{"__proto__":{"reason":"late"},"constructor":"x","orderNumber":"A-1234"}',
    ) as Record<string, string>;

    assert.deepEqual(checkForm(SHOP, order, hostile), { values: { orderNumber: 'A-1234' }, problems: {} });
  });

  it('[IV5] are checked fast, whatever is written', () => {
    const startedAt = process.cpuUsage().user;

    for (const input of ['email', 'tel', 'number', 'date'] as const)
      for (const text of ['a', '1', '@', '.', '1.', ' 1-', 'a@a.']) check(input, `${text.repeat(50_000)}!`);

    assert.ok(process.cpuUsage().user - startedAt < 2_000_000, 'microseconds');
  });
});
