/** An amount in a currency as a reader of the locale writes it; a currency nobody knows keeps its code. */
export function moneyText(amount: number, currency: string, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`; // the page said it; not our place to throw
  }
}
