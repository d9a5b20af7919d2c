/**
 * A price in South Korean won as people write it: `189,000원` in Korean, `₩189,000` elsewhere.
 * Intl alone would print the sign in both, which no Korean shop does.
 *
 * @param {number} amount whole won; negative for a discount
 * @param {'en' | 'ko'} language
 * @returns {string}
 */
export function formatWon(amount, language) {
  if (language === 'ko') return `${new Intl.NumberFormat('ko').format(amount)}원`;
  return new Intl.NumberFormat('en', { style: 'currency', currency: 'KRW' }).format(amount);
}
