import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '../limits.ts';
import { parseFlow } from './parse-flow.ts';
import { SHOP, both } from './visual-ivr.test-support.ts';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const said = (value: unknown): string[] => {
  const parsed = parseFlow(value);
  return 'flow' in parsed ? [] : parsed.findings.map(({ ruleId, path }) => `${ruleId} ${path}`);
};
const withNode = (nodeId: string, node: unknown) => ({ ...SHOP, nodes: { ...SHOP.nodes, [nodeId]: node } });

describe('a flow from outside', () => {
  it('[IV7] is read as it is', () => {
    assert.deepEqual(parseFlow(asJson(SHOP)), { flow: asJson(SHOP) });
  });

  it('[IV7] [bad_F1] is refused with the path of everything that is wrong', () => {
    assert.deepEqual(said({}), [
      'schema /version',
      'schema /flowId',
      'schema /locales',
      'schema /start',
      'schema /nodes',
    ]);
    assert.deepEqual(said({ ...SHOP, start: 'x', human: 'y' }), ['broken-link /start', 'broken-link /human']);
    assert.deepEqual(said({ ...SHOP, nodes: {} }), ['broken-link /start', 'broken-link /human']);
    for (const value of [null, undefined, 1, 'x', [], [SHOP]])
      assert.deepEqual(said(value), ['schema '], JSON.stringify(value));
  });

  it('[IV7] [bad_F2] is refused where names lead nowhere or stand for two things', () => {
    const choices = [
      { choiceId: 'a', label: both('A'), to: 'nowhere' },
      { choiceId: 'a', label: both('B'), to: 'start' },
    ];

    assert.deepEqual(said(withNode('start', { kind: 'menu', title: both('Start'), choices })), [
      'broken-link /nodes/start/choices/0/to',
      'duplicate-choice /nodes/start/choices/1/choiceId',
    ]);
    assert.deepEqual(said({ ...SHOP, start: 'constructor' }), ['broken-link /start']);
  });

  it('[IV7] [bad_F4] is refused by its size before anything looks into it', () => {
    const end = { kind: 'end', title: both('End'), outcome: 'done' };
    const many = Object.fromEntries(
      Array.from({ length: LIMITS.maxFlowNodes + 1 }, (_, index) => [`n${String(index)}`, end]),
    );
    let nested: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) nested = { not: nested };
    const hundredThousand = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`n${String(index)}`, end]),
    );

    assert.deepEqual(said({ ...SHOP, nodes: { ...SHOP.nodes, ...many } }), ['too-large /nodes']);
    assert.deepEqual(said({ ...SHOP, nodes: nested }), ['too-large ']);
    assert.deepEqual(said({ ...SHOP, nodes: hundredThousand }), ['too-large ']);
    assert.deepEqual(said(withNode('x', { ...end, title: { en: 'x'.repeat(1_000_000) } })), ['too-large ']);
    assert.deepEqual(said(withNode('x', { ...end, title: { en: 'x'.repeat(2_001) } })), [
      'too-large /nodes/x/title/en',
    ]);
  });

  it('[IV7] [bad_F5] [bad_F6] is refused with an expression or a pattern where a comparison belongs', () => {
    const when = (condition: unknown) =>
      said(
        withNode('people', {
          kind: 'condition',
          cases: [{ when: condition, to: 'talk' }],
          otherwise: 'talk',
        }),
      );

    assert.deepEqual(when("constructor.constructor('return process')()"), [
      'schema /nodes/people/cases/0/when',
    ]);
    assert.deepEqual(when({ fact: 'page', matches: '(a+)+$' }), [
      'schema /nodes/people/cases/0/when/is',
      'schema /nodes/people/cases/0/when/matches',
    ]);
    assert.deepEqual(when({ fact: 'window.top', is: 1 }), ['schema /nodes/people/cases/0/when/fact']);
  });

  it('[IV7] [bad_F8] is refused with an address that runs or goes unsealed', () => {
    const address = (text: string) =>
      said(withNode('account', { kind: 'action', action: { do: 'page', address: text, label: both('Go') } }));

    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://shop.example/',
      '//evil.example/',
      '/\\evil.example',
      'https://user@evil.example/',
      'https://evil.example\\@shop.example',
      'shop.example',
      '',
    ])
      assert.deepEqual(address(text), ['address /nodes/account/action/address'], text);
    for (const text of ['https://shop.example/help?a=1#b', '/help', '/'])
      assert.deepEqual(address(text), [], text);
  });

  it('[IV7] [bad_F9] has no variable that a prototype has', () => {
    const variables = JSON.parse(
      '{"constructor":{"input":"text","label":{"en":"x"}},"prototype":{"input":"text","label":{"en":"x"}}}',
    ) as object;
    const hostile = asJson({ ...SHOP }) as { nodes: object };
    Object.defineProperty(hostile.nodes, '__proto__', { value: { kind: 'end' }, enumerable: true });

    assert.deepEqual(said({ ...SHOP, variables }), [
      'schema /variables/constructor',
      'schema /variables/prototype',
    ]);
    const parsed = parseFlow(hostile);
    if ('flow' in parsed) assert.equal(Object.getPrototypeOf(parsed.flow.nodes), Object.prototype);
  });

  it('[IV7] [bad_F10] is refused when it is of the future', () => {
    assert.deepEqual(said({ ...SHOP, version: 2 }), ['version /version']);
    assert.deepEqual(said(withNode('bot', { kind: 'bot', model: 'x' })), ['unknown-kind /nodes/bot/kind']);
  });

  it('[IV7] is refused in words, in English and Korean, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(SHOP)), (junk, key) => {
        for (const locale of ['en', 'ko'] as const) {
          const parsed = parseFlow({ ...SHOP, [key]: junk }, locale);
          if ('flow' in parsed) continue;
          for (const { message, mend } of parsed.findings) assert.ok(message.length > 5 && mend.length > 5);
        }
      }),
    );
  });
});
