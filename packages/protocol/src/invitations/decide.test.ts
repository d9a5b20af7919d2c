import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decideInvitation, type InvitationMoment, type PageFacts } from './decide.ts';
import type { Invitation, InvitationRule } from './schema.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 25);

const FACTS: PageFacts = {
  path: '/cart',
  secondsOnPage: 30,
  scrolledPercent: 40,
  cartCount: 2,
  cartTotal: 120_000,
  mistakes: 0,
  isLeaving: false,
};
const MOMENT: InvitationMoment = {
  now: NOW,
  answered: {},
  capacity: { isOpen: true, hasFreeAgent: true, share: 1, validForMs: 60_000 },
  capacityAgeMs: 1_000,
  lot: 0.5,
};

const invite = (invitationId: string, when: InvitationRule, more: Partial<Invitation> = {}): Invitation => ({
  invitationId,
  texts: { en: { title: 'Shall we help?', accept: 'Yes, please' } },
  when,
  opens: 'chat',
  needs: 'free-agent',
  restDays: 7,
  ...more,
});
const decide = (
  invitations: readonly Invitation[],
  facts: Partial<PageFacts> = {},
  moment: Partial<InvitationMoment> = {},
): string | undefined =>
  decideInvitation(invitations, { ...FACTS, ...facts }, { ...MOMENT, ...moment })?.invitationId;

describe('invitations', () => {
  it('[N1] are shown when everything they name holds', () => {
    const cart = invite('cart', { pages: ['/cart', '/checkout*'], cartTotal: 100_000, secondsOnPage: 30 });

    assert.equal(decide([cart]), 'cart');
    assert.equal(decide([cart], { path: '/checkout/payment' }), 'cart');
    assert.equal(decide([cart], { path: '/cart/' }), undefined);
    assert.equal(decide([cart], { cartTotal: 99_999 }), undefined);
    assert.equal(decide([cart], { secondsOnPage: 29 }), undefined);
    assert.equal(decide([invite('stuck', { mistakes: 3 })], { mistakes: 3 }), 'stuck');
    assert.equal(decide([invite('leaving', { isLeaving: true })], { isLeaving: true }), 'leaving');
    assert.equal(decide([invite('leaving', { isLeaving: true })]), undefined);
  });

  it('[N1] that name nothing are never shown', () => {
    assert.equal(decide([invite('all', {})]), undefined);
  });

  it('[N3] rest once they were answered, and the others of the site for a day', () => {
    const invitations = [invite('cart', { cartCount: 1 }), invite('slow', { secondsOnPage: 1 })];

    assert.equal(decide(invitations, {}, { answered: { cart: NOW - DAY_MS + 1 } }), undefined);
    assert.equal(decide(invitations, {}, { answered: { cart: NOW - DAY_MS } }), 'slow');
    assert.equal(decide(invitations, {}, { answered: { cart: NOW - 7 * DAY_MS } }), 'cart');
    assert.equal(
      decide(invitations, {}, { answered: { cart: NOW + DAY_MS } }),
      undefined,
      'the clock went back',
    );
  });

  it('[N4] are not shown when what they lead to has nobody', () => {
    const needs = (wanted: Invitation['needs']) => [invite('it', { cartCount: 1 }, { needs: wanted })];
    const busy = { ...MOMENT.capacity!, hasFreeAgent: false };
    const closed = { ...busy, isOpen: false };

    assert.deepEqual(
      (['free-agent', 'open', 'nothing'] as const).map((wanted) => [
        decide(needs(wanted), {}, { capacity: busy }),
        decide(needs(wanted), {}, { capacity: closed }),
      ]),
      [
        [undefined, undefined],
        ['it', undefined],
        ['it', 'it'],
      ],
    );
  });

  it('[N4] are shown on no more than the share of pages that may invite', () => {
    const invitations = [invite('cart', { cartCount: 1 })];
    const shown = (share: number) =>
      Array.from({ length: 100 }, (_, index) =>
        decide(invitations, {}, { lot: index / 100, capacity: { ...MOMENT.capacity!, share } }),
      ).filter(Boolean).length;

    assert.deepEqual([0, 0.25, 1].map(shown), [0, 25, 100]);
  });

  it('[N5] are not shown by capacity that is not known or too old', () => {
    const invitations = [invite('cart', { cartCount: 1 })];

    assert.equal(decide(invitations, {}, { capacity: undefined }), undefined);
    assert.equal(decide(invitations, {}, { capacityAgeMs: 59_999 }), 'cart');
    assert.equal(decide(invitations, {}, { capacityAgeMs: 60_000 }), undefined);
  });

  it('[N6] are taken in the order of the list', () => {
    assert.equal(decide([invite('first', { cartCount: 1 }), invite('second', { cartCount: 1 })]), 'first');
  });

  it('[N1] are never shown less when more of what they count happened', () => {
    const counts = fc.record({
      secondsOnPage: fc.nat(100),
      scrolledPercent: fc.nat(100),
      cartCount: fc.nat(100),
      mistakes: fc.nat(100),
    });
    fc.assert(
      fc.property(counts, counts, counts, (rule, facts, more) => {
        const atLeastOne = Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, value + 1]));
        const later = {
          secondsOnPage: facts.secondsOnPage + more.secondsOnPage,
          scrolledPercent: facts.scrolledPercent + more.scrolledPercent,
          cartCount: facts.cartCount + more.cartCount,
          mistakes: facts.mistakes + more.mistakes,
        };
        if (decide([invite('it', atLeastOne)], facts))
          assert.equal(decide([invite('it', atLeastOne)], later), 'it');
      }),
    );
  });
});
