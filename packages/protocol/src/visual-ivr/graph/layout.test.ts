import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { randomFlows } from '../testing/random-flows.ts';
import { SHOP, both } from '../visual-ivr.test-support.ts';
import { sayCondition, toGraph } from './graph.ts';
import { layoutGraph, type PlacedNode } from './layout.ts';
import { widthOf, wrap } from './wrap.ts';

const overlap = (a: PlacedNode, b: PlacedNode): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the drawn flow', () => {
  it('has every node and every way, in words of one language', () => {
    const { nodes, edges } = toGraph(SHOP, 'ko');

    assert.deepEqual(
      nodes.map(({ nodeId, kind, action, label }) => [nodeId, action || kind, label]),
      [
        ['start', 'menu', 'How can we help? (한국어)'],
        ['order', 'form', 'Your order (한국어)'],
        ['by-reason', 'condition', 'by-reason'],
        ['returns', 'article', 'Returns (한국어)'],
        ['people', 'condition', 'people'],
        ['talk', 'chat', 'Delivery (한국어)'],
        ['later', 'callback', 'Delivery (한국어)'],
        ['phone', 'phone', '1588-1234'],
        ['account', 'page', 'My account (한국어)'],
      ],
    );
    assert.deepEqual(
      nodes.filter(({ isStart, isHuman }) => isStart || isHuman).map(({ nodeId }) => nodeId),
      ['start', 'people'],
    );
    assert.deepEqual(
      edges
        .filter(({ from }) => from === 'start' || from === 'people')
        .map(({ to, kind, label }) => [to, kind, label]),
      [
        ['order', 'choice', 'Where is my order? (한국어)'],
        ['returns', 'choice', 'Return something (한국어)'],
        ['people', 'choice', 'My cart (한국어) [cartCount ≥ 1]'],
        ['phone', 'choice', 'Call us (한국어)'],
        ['account', 'choice', 'My account (한국어)'],
        ['later', 'case', 'hours = closed'],
        ['talk', 'otherwise', ''],
      ],
    );
  });

  it('says conditions in signs', () => {
    assert.equal(
      sayCondition({
        any: [
          {
            all: [
              { fact: 'path', startsWith: '/cart' },
              { fact: 'waitingMinutes', atMost: 5 },
            ],
          },
          { not: { fact: 'variable.name', exists: true } },
          { fact: 'pageTitle', contains: 'Sale' },
        ],
      }),
      '(path ^= /cart & waitingMinutes ≤ 5) | (¬∃ name) | pageTitle ∋ Sale',
    );
  });

  it('gives every node a place of its own inside of the picture, and every edge a way', () => {
    fc.assert(
      fc.property(randomFlows, fc.constantFrom('down' as const, 'right' as const), (flow, direction) => {
        const { width, height, nodes, edges } = layoutGraph(toGraph(flow, 'ko'), direction);
        for (const [index, node] of nodes.entries()) {
          assert.ok(
            node.x >= 0 && node.y >= 0 && node.x + node.width <= width && node.y + node.height <= height,
          );
          assert.ok(
            nodes.slice(index + 1).every((other) => !overlap(node, other)),
            node.nodeId,
          );
        }
        for (const { points, edgeId } of edges) assert.ok(points.length >= 2, edgeId);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for the same flow, and not hurt by names that lead nowhere', () => {
    const broken = { ...SHOP, start: 'strat', nodes: { start: { ...SHOP.nodes['start'] } } } as typeof SHOP;

    assert.deepEqual(layoutGraph(toGraph(SHOP, 'en')), layoutGraph(toGraph(structuredClone(SHOP), 'en')));
    assert.deepEqual(layoutGraph(toGraph(broken, 'en')).edges, []);
  });

  it('[bad_F7] wraps long labels, Korean ones and words without an end', () => {
    assert.deepEqual(wrap('Where is my order and when does it come?', 12, 3), [
      'Where is my order and',
      'when does it come?',
    ]);
    for (const text of [
      both('x').ko.repeat(30),
      '주문하신 상품의 배송 상태를 확인하고 변경합니다',
      'W'.repeat(500),
    ]) {
      const lines = wrap(text, 12, 3);
      assert.ok(lines.length <= 3 && lines.every((line) => widthOf(line) <= 12), lines.join('|'));
    }
    assert.match(wrap('W'.repeat(500), 12, 3)[2] ?? '', /…$/);
  });
});
