import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { getExampleNumber, parsePhoneNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { checkNumber, formatNumber, type NumberPolicy } from './numbers.ts';
import { prefixOf } from './prefix-of.ts';

const korea: NumberPolicy = { countries: ['KR'], assumesCountry: true, ownNumbers: ['+82212345678'] };
const everywhere: NumberPolicy = {
  ...korea,
  countries: ['KR', 'US', 'GB', 'DE', 'FR', 'ES', 'JP', 'RU', 'AU', 'IT'] as const,
};
const reason = (typed: string, policy = korea, country?: string): unknown => {
  const decision = checkNumber(typed, policy, country);
  if (!('refusal' in decision)) return decision.number;
  assert.equal(decision.refusal, 'number_not_allowed');
  return decision.details?.['reason'];
};

test('[C8] Korean numbers are accepted in the shapes people type them', () => {
  const cases = {
    '010-1234-5678': ['+821012345678', 'mobile'],
    '011-234-5678': ['+82112345678', 'mobile'],
    '02-312-3456': ['+8223123456', 'fixed'],
    '031-123-4567': ['+82311234567', 'fixed'],
    '070-1234-5678': ['+827012345678', 'voip'],
    '0505-123-4567': ['+825051234567', 'safe-number'],
    '0507-1234-5678': ['+8250712345678', 'safe-number'],
  };
  for (const [typed, [number, kind]] of Object.entries(cases))
    assert.deepEqual(checkNumber(typed, korea), { number, kind, country: 'KR' }, typed);
});

test('[C8] [bad_P1] premium numbers are not called, in whatever country that is allowed', () => {
  const numbers = [
    '+19005551234',
    '+449098790000',
    '+82603001234',
    '+33899123456',
    '+34803123456',
    '+499001234567',
    '+81990123456',
    '+78091234567',
    '+979123456789',
    '+611900123456',
    '+39899123456',
    '+448712345678',
  ];
  for (const number of numbers)
    assert.ok(
      ['kind', 'country', 'unknown'].includes(String(reason(number, everywhere))),
      `${number} ${String(reason(number, everywhere))}`,
    );
  assert.equal(reason('060-300-1234'), 'kind');
});

test('[C8] toll-free numbers and those that only receive are not called', () => {
  for (const number of ['1588-1234', '1600-0000', '080-123-4567'])
    assert.equal(reason(number), 'kind', number);
});

test('[C8] short codes are not called', () => {
  for (const number of ['114', '1339', '1345', '131', '1', '12'])
    assert.ok(
      ['length', 'unknown', 'format'].includes(String(reason(number))),
      `${number} ${String(reason(number))}`,
    );
});

test('[C8] [bad_P2] satellites and networks without a country are not called', () => {
  for (const number of ['+881612345678', '+883510012345678', '+88213123456'])
    assert.equal(reason(number, everywhere), 'country', number);
});

test('[C8] [bad_P3] the country counts, not the code that it shares', () => {
  const america: NumberPolicy = { ...korea, countries: ['US'] };

  assert.equal(reason('+18765551234', america), 'country');
  assert.equal(reason('+18095551234', america), 'country');
  assert.equal(reason('+12125550100', america), '+12125550100');
});

test('[C8] [bad_P4] personal numbers that cost extra are not called', () => {
  assert.equal(reason('+447012345678', everywhere), 'kind');
});

test('[C8] [bad_P5] emergency numbers are never called', () => {
  for (const number of ['911', '112', '119', '+1911', '110', '+82112', '1-1-9', '００９１１'])
    assert.equal(reason(number, everywhere), 'emergency', number);
});

test('[C8] [bad_P6] a number within something else is no number', () => {
  for (const typed of [
    '+1 212 555 0100\r\nX: y',
    '010-1234-5678; DROP TABLE',
    'call +12125550100 now',
    '010-1234-5678\n',
  ])
    assert.equal(reason(typed, everywhere), 'format', JSON.stringify(typed));
});

test('[C8] [bad_P7] what a telephone would dial after the number is refused', () => {
  for (const typed of [
    ',,1234',
    '#900',
    '010-1234-5678;ext=5',
    '010-1234-5678p1',
    '*67',
    '*67 010-1234-5678',
    '01012345678,,1',
  ])
    assert.equal(reason(typed), 'format', typed);
});

test('[C8] [bad_P8] digits of other scripts, odd spaces and marks are one number', () => {
  for (const typed of [
    '＋８２１０１２３４５６７８',
    '٠١٠١٢٣٤٥٦٧٨',
    '010\u00a01234\u00a05678',
    '\u202b010-1234-5678\u202c',
    '०१०१२३४५६७८',
  ])
    assert.equal(reason(typed), '+821012345678', typed);
});

test('[C8] [bad_P9] what is no number is refused', () => {
  for (const typed of ['1'.repeat(300), '', '   ', '☎️', '<script>', '+', '++821012345678', '0'.repeat(40)])
    assert.ok(['format', 'length'].includes(String(reason(typed))), typed.slice(0, 20));
});

test('[C8] [bad_P10] without country and without a default it is asked for', () => {
  const asked: NumberPolicy = { ...korea, assumesCountry: false };

  assert.equal(reason('010-1234-5678', asked), 'missing_country');
  assert.equal(reason('010-1234-5678', asked, 'KR'), '+821012345678');
  assert.equal(reason('010-1234-5678', asked, 'XX'), 'missing_country');
  assert.equal(reason('+82 10 1234 5678', asked), '+821012345678');
});

test('[C8] [bad_P11] the centre does not call itself', () => {
  assert.equal(reason('02-1234-5678'), 'own');
});

test('[C8] [bad_P12] five notations are one number, which is what is counted', () => {
  const typed = [
    '010-1234-5678',
    '+82-010-1234-5678',
    '8210-1234-5678',
    '+82 (0)10 1234 5678',
    '０１０１２３４５６７８',
  ];

  assert.deepEqual([...new Set(typed.map((one) => reason(one)))], ['+821012345678']);
  assert.equal(prefixOf('+821012345678'), '82101234');
});

test('[C8] only countries of the list are called, their own mobile numbers are', () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(examples) as CountryCode[])), (country) => {
      const number = getExampleNumber(country, examples)?.number ?? '';

      if (country !== 'KR') assert.ok(['country', 'emergency'].includes(String(reason(number))), country);
      // Islands share their numbers with the country they belong to, and are not told apart.
      if (parsePhoneNumber(number).country !== country) return;
      const own = reason(number, { ...korea, countries: [country] });
      assert.ok(own === number || own === 'kind', `${country} ${number} ${String(own)}`);
    }),
    { numRuns: 600 },
  );
});

test('[C8] whatever is typed: a number in E.164 or a refusal that does not hold what was typed', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\+?[0-9 ()-]{0,20}$/)),
      (typed) => {
        const decision = checkNumber(typed, everywhere);
        if ('refusal' in decision) assert.deepEqual(Object.keys(decision.details ?? {}), ['reason']);
        else assert.match(decision.number, /^\+[1-9]\d{6,14}$/);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('[C8] Korean safe numbers are written the way Koreans write them', () => {
  assert.deepEqual(
    ['+825051234567', '+8250712345678', '+821012345678', '+8223123456', '+12125550100', '15881234'].map(
      formatNumber,
    ),
    ['0505-123-4567', '0507-1234-5678', '010-1234-5678', '02-312-3456', '(212) 555-0100', '15881234'],
  );
});
