/**
 * @typedef {object} Order what the form holds, all as typed
 * @property {string} name
 * @property {string} phone
 * @property {string} email
 * @property {string} postcode
 * @property {string} address
 * @property {'card' | 'transfer' | 'onDelivery'} payment
 * @property {string} cardNumber asked for with `card` only
 * @property {string} cardExpiry `MM/YY`, asked for with `card` only
 * @property {string} depositor asked for with `transfer` only
 * @property {boolean} agreed
 */

/** Ways to pay, in the order of the form. */
export const PAYMENTS = Object.freeze(['card', 'transfer', 'onDelivery']);

const PHONE = /^0(?:1[016789]\d{7,8}|2\d{7,8}|[3-6]\d\d{7,8}|70\d{8})$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * What is wrong with an order, in the order of the form; empty when it can be placed.
 *
 * @param {Order} order
 * @param {Date} today cards that have expired by then are refused
 * @returns {{ field: keyof Order, problem: string }[]} `problem` is a key of the texts
 */
export function findOrderProblems(order, today) {
  return Object.entries(CHECKS).flatMap(([field, check]) => {
    const problem = check(order, today);
    return problem ? [{ field, problem }] : [];
  });
}

/** Digits only, with the country code 82 turned back into the leading 0. @param {string} text */
export function normalizePhone(text) {
  const digits = text.normalize('NFKC').replaceAll(/\D/g, '');
  return digits.startsWith('82') ? `0${digits.slice(2).replace(/^0/, '')}` : digits;
}

/**
 * A Korean number with its hyphens, `010-1234-5678` or `02-123-4567`; what is no such number stays as typed.
 *
 * @param {string} text
 * @returns {string}
 */
export function formatPhone(text) {
  const digits = normalizePhone(text);
  if (!PHONE.test(digits)) return text;
  const areaLength = digits.startsWith('02') ? 2 : 3;
  return [digits.slice(0, areaLength), digits.slice(areaLength, -4), digits.slice(-4)].join('-');
}

/** One check per field that has one: the key of its problem, or undefined. */
const CHECKS = Object.freeze({
  name: ({ name }) => (name.trim() === '' ? 'problemName' : undefined),
  phone: ({ phone }) => {
    if (phone.trim() === '') return 'problemPhoneMissing';
    return PHONE.test(normalizePhone(phone)) ? undefined : 'problemPhone';
  },
  email: ({ email }) => (EMAIL.test(email.trim()) ? undefined : 'problemEmail'),
  postcode: ({ postcode }) => (/^\d{5}$/.test(postcode.trim()) ? undefined : 'problemPostcode'),
  address: ({ address }) => (address.trim() === '' ? 'problemAddress' : undefined),
  cardNumber: ({ payment, cardNumber }) =>
    payment !== 'card' || isCardNumber(cardNumber) ? undefined : 'problemCardNumber',
  cardExpiry: ({ payment, cardExpiry }, today) =>
    payment !== 'card' || isFutureMonth(cardExpiry, today) ? undefined : 'problemCardExpiry',
  depositor: ({ payment, depositor }) =>
    payment === 'transfer' && depositor.trim() === '' ? 'problemDepositor' : undefined,
  agreed: ({ agreed }) => (agreed ? undefined : 'problemAgreed'),
});

/** 14 to 19 digits that pass the Luhn check (ISO/IEC 7812-1, annex B). */
function isCardNumber(text) {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{14,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function isFutureMonth(text, today) {
  const match = /^(0[1-9]|1[0-2])\s*\/?\s*(\d\d)$/.exec(text.trim());
  if (!match) return false;
  // Valid through the last day of the month, hence the first instant of the next one.
  return new Date(2000 + Number(match[2]), Number(match[1]), 1) > today;
}
