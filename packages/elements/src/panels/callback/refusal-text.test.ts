import { expect } from '@open-wc/testing';
import { ERRORS, type ErrorCode } from '@beside/protocol';

import { koCallback } from '../../shared/locales/ko-callback.ts';
import { enCallbackRefusals } from '../../shared/terms/callback-refusals.ts';
import { alternativesOf, partOf, refusalText } from './refusal-text.ts';

const say = (code: ErrorCode, details = {}): string =>
  refusalText(enCallbackRefusals, { code, details }, false);

describe('refusalText', () => {
  it('has a sentence for every code of the register, in both languages', () => {
    const codes = Object.keys(ERRORS) as ErrorCode[];
    for (const terms of [enCallbackRefusals, koCallback])
      for (const code of codes) expect(refusalText(terms, { code, details: {} }, true)).to.match(/[.요]$/u);
  });

  it('[C8] says of every number that is not called why', () => {
    const reasons =
      'format missing_country country emergency length unknown kind own blocked of_tomorrow'.split(' ');
    const seen = reasons.map((reason) => say('number_not_allowed', { reason }));
    expect(new Set(seen).size).to.equal(reasons.length);
  });

  it('[C8] tells caps apart by what can be done about them', () => {
    const caps = ['number_day', 'number_month', 'session_hour', 'address_hour', 'site_minute'];
    expect(new Set(caps.map((cap) => say('rate_limited', { cap }))).size).to.equal(3);
  });

  it('[C7] shows the way to the callback that is open already', () => {
    expect(refusalText(enCallbackRefusals, { code: 'callback_open', details: {} }, true)).to.contain(
      'move it',
    );
    expect(say('callback_open')).to.contain('this number');
  });

  it('knows which part of the form mends it', () => {
    const codes = [
      'number_not_allowed',
      'consent_required',
      'slot_taken',
      'availability_stale',
      'capacity',
    ] as const;
    expect(codes.map((code) => partOf({ code, details: {} }))).to.deep.equal([
      'number',
      'consents',
      'when',
      'when',
      undefined,
    ]);
  });

  it('[C3] reads the nearest times of a slot that was taken', () => {
    const details = { alternative1At: 1, alternative2At: 2, alternative3At: 'x' };
    expect(alternativesOf({ code: 'slot_taken', details })).to.deep.equal([1, 2]);
    expect(alternativesOf({ code: 'capacity', details })).to.deep.equal([]);
  });
});
