/** The pieces of the outlet: prices in whole won, each with what it cost before. Pictures are the shop's. */
export const OFFERS = Object.freeze([
  { id: 'tea-set', priceBefore: 78000, unitPrice: 46000 },
  { id: 'oak-stool', priceBefore: 156000, unitPrice: 98000 },
  { id: 'wool-throw', priceBefore: 118000, unitPrice: 72000 },
]);

/** How much less a piece costs than before, in whole per cent. */
export function percentOff({ priceBefore, unitPrice }) {
  return Math.round((1 - unitPrice / priceBefore) * 100);
}
