import {
  ParseError,
  parsePhoneNumberWithError,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import type { Refusal } from './refusal.ts';

/** Which numbers a site calls (C8). */
export interface NumberPolicy {
  /** ISO 3166 countries, the site's own first; a number without `+` is of that one when none is said. */
  readonly countries: readonly CountryCode[];
  /** Whether a number without `+` and country is taken as one of the first country. */
  readonly assumesCountry: boolean;
  /** Numbers of the centre and its agents, E.164: calling them would ring in a circle. */
  readonly ownNumbers: readonly string[];
}

/** A number that may be called. */
export interface AllowedNumber {
  /** E.164, the only form that is stored and dialed. */
  readonly number: string;
  readonly country: CountryCode;
  readonly kind: 'mobile' | 'fixed' | 'fixed-or-mobile' | 'voip' | 'safe-number';
}

/** Why a number is not called; stands in the refusal's details as `reason`. */
export type NumberProblem =
  'format' | 'missing_country' | 'country' | 'emergency' | 'length' | 'unknown' | 'kind' | 'own';

type Line = NonNullable<ReturnType<PhoneNumber['getType']>>;

const KINDS: Partial<Record<Line, AllowedNumber['kind']>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
};
/** In Korea 070 is an ordinary telephone, and 050x stands for one that wants to stay unknown (안심번호). */
const KOREAN_KINDS: Partial<Record<Line, AllowedNumber['kind']>> = {
  ...KINDS,
  VOIP: 'voip',
  PERSONAL_NUMBER: 'safe-number',
};
const KOREAN_SAFE_NUMBER = /^\+8250\d{8,9}$/;

/** Ambulances, fire brigades and police of many countries; refused whatever the numbering plan says. */
const EMERGENCY = new Set(
  '000 100 101 102 108 110 111 112 113 117 118 119 122 123 133 144 155 158 190 191 192 193 194 995 997 998 999 911 988'.split(
    ' ',
  ),
);
/** Marks that turn or hide text and come along when a number is copied. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
/** Digits of any script, a plus in front, and what people put between digits. No letters, pauses, stars or hashes. */
const TYPED = /^\s*\+?[\p{Nd}\s().\-‐-―−·/]+$/u;
const MAX_TYPED = 64;

const no = (reason: NumberProblem): Refusal => ({ refusal: 'number_not_allowed', details: { reason } });

/**
 * Whether a number, as a person typed it, is called, and as what (C8). The country decides first, then the kind of line:
 * that a number is valid says nothing (premium and 1588 numbers are). Pure; the refusal never holds the number.
 *
 * @param country what the person chose beside the field
 */
export function checkNumber(typed: string, policy: NumberPolicy, country?: string): AllowedNumber | Refusal {
  // Line breaks are no spaces between digits: they are how headers are smuggled.
  if (typed.length > MAX_TYPED || /[\r\n\t\v\f]/.test(typed)) return no('format');
  const text = typed.normalize('NFKC').replace(INVISIBLE, '').trim();
  if (!TYPED.test(text)) return no('format');
  const digits = asciiDigits(text).replace(/\D/g, '');
  if (isEmergency(digits)) return no('emergency');
  const home = country ?? (policy.assumesCountry ? policy.countries[0] : undefined);
  if (home === undefined && !text.startsWith('+')) return no('missing_country');
  const number = parse(asciiDigits(text), home as CountryCode | undefined); // an unknown one is refused by the parser
  if (typeof number === 'string') return no(number);
  const allowed = policy.countries.find((one) => one === number.country);
  if (allowed === undefined) return no('country');
  if (policy.ownNumbers.includes(number.number)) return no('own');
  const kind = kindOf(number);
  if (kind === undefined) return no(number.isValid() ? 'kind' : 'unknown');
  return { number: number.number, country: allowed, kind };
}

/** A number for people: as its own country writes it. Korean safe numbers are 4-3-4 or 4-4-4 digits, which libphonenumber cuts wrongly. */
export function formatNumber(e164: string): string {
  if (KOREAN_SAFE_NUMBER.test(e164)) {
    const national = `0${e164.slice(3)}`;
    return `${national.slice(0, 4)}-${national.slice(4, -4)}-${national.slice(-4)}`;
  }
  try {
    return parsePhoneNumberWithError(e164).formatNational();
  } catch {
    return e164; // service numbers of the centre's own, which are no E.164
  }
}

function parse(text: string, defaultCountry: CountryCode | undefined): PhoneNumber | NumberProblem {
  try {
    return parsePhoneNumberWithError(text, {
      ...(defaultCountry === undefined ? {} : { defaultCountry }),
      extract: false,
    });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    if (error.message === 'INVALID_COUNTRY') return text.startsWith('+') ? 'country' : 'missing_country';
    return error.message === 'TOO_SHORT' || error.message === 'TOO_LONG' ? 'length' : 'format';
  }
}

function kindOf(number: PhoneNumber): AllowedNumber['kind'] | undefined {
  if (!number.isValid()) return undefined;
  const line = number.getType();
  if (line === undefined) return undefined;
  if (number.country !== 'KR') return KINDS[line];
  const kind = KOREAN_KINDS[line];
  return kind !== 'safe-number' || KOREAN_SAFE_NUMBER.test(number.number) ? kind : undefined;
}

/** Also with a country code or zeros in front: nobody dials those by mistake. */
const isEmergency = (digits: string): boolean =>
  EMERGENCY.has(digits) || EMERGENCY.has(digits.replace(/^(?:0{1,2}|1|82|44|49|81)/, ''));

/** Digits of other scripts (Arabic-Indic, Devanagari, …) as ASCII; their blocks begin at a multiple of ten above zero. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let zero = point;
    while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(point - zero);
  });
}
