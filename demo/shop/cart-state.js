/**
 * @typedef {{ readonly id: string, readonly quantity: number }} CartLine
 * @typedef {{ readonly lines: readonly CartLine[], readonly coupon?: string }} Cart
 * @typedef {{ readonly id: string, readonly unitPrice: number }} Priced
 */

/** Amounts in whole won. */
export const CART_RULES = Object.freeze({
  maxQuantity: 10,
  freeShippingFrom: 150000,
  shippingFee: 3500,
  /** Added for Jeju, whose postcodes begin with 63; the carriers charge it on free parcels too. */
  islandFee: 3000,
});

/** Coupons by their code; `minimum` is the subtotal from which one holds. */
export const COUPONS = Object.freeze({
  WELCOME10: { percent: 10, minimum: 0 },
  SLOW20: { amount: 20000, minimum: 200000 },
});

/** @type {Cart} */
export const EMPTY_CART = Object.freeze({ lines: [] });

/**
 * What a visitor finds in the cart the first time. A demonstration is about being stuck in a cart,
 * so it does not begin with an empty one.
 *
 * @type {Cart}
 */
export const SAMPLE_CART = Object.freeze({
  lines: [
    { id: 'moon-lamp', quantity: 1 },
    { id: 'tea-set', quantity: 2 },
  ],
});

/** Adds pieces of a product, never more than one order may hold. @returns {Cart} */
export function addToCart(cart, id, quantity) {
  const line = cart.lines.find((one) => one.id === id);
  if (line) return setQuantity(cart, id, line.quantity + quantity);
  return { ...cart, lines: [...cart.lines, { id, quantity: clampQuantity(quantity) }] };
}

/** Changes how many; stays between 1 and the maximum. Removing is `removeFromCart`. @returns {Cart} */
export function setQuantity(cart, id, quantity) {
  const change = (line) => (line.id === id ? { id, quantity: clampQuantity(quantity) } : line);
  return { ...cart, lines: cart.lines.map(change) };
}

/** @returns {Cart} */
export function removeFromCart(cart, id) {
  return { ...cart, lines: cart.lines.filter((line) => line.id !== id) };
}

/** Puts a removed line back where it was. @returns {Cart} */
export function restoreLine(cart, line, position) {
  if (cart.lines.some(({ id }) => id === line.id)) return cart;
  return { ...cart, lines: cart.lines.toSpliced(position, 0, line) };
}

/**
 * Why a coupon cannot be used on this subtotal, or `undefined` when it can.
 *
 * @param {string} code as `normalizeCoupon` returns it
 * @param {number} subtotal
 * @returns {'coupon_missing' | 'coupon_unknown' | 'coupon_below_minimum' | undefined}
 */
export function findCouponProblem(code, subtotal) {
  if (code === '') return 'coupon_missing';
  if (!Object.hasOwn(COUPONS, code)) return 'coupon_unknown';
  return subtotal < COUPONS[code].minimum ? 'coupon_below_minimum' : undefined;
}

/** People type coupons in small letters, with spaces around and full-width from Korean keyboards. */
export function normalizeCoupon(text) {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
}

/** @param {string | undefined} coupon without one the coupon is taken out. @returns {Cart} */
export function withCoupon(cart, coupon) {
  return coupon === undefined ? { lines: cart.lines } : { lines: cart.lines, coupon };
}

/**
 * The sums of a cart, in whole won. A coupon whose minimum is no longer reached counts nothing but stays.
 *
 * @param {Cart} cart
 * @param {(id: string) => Priced | undefined} findProduct
 * @param {string} [postcode] of the destination, once known
 */
export function totalsOf(cart, findProduct, postcode = '') {
  const lines = cart.lines.flatMap(({ id, quantity }) => {
    const product = findProduct(id);
    return product ? [{ id, quantity, unitPrice: product.unitPrice, sum: product.unitPrice * quantity }] : [];
  });
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  const subtotal = lines.reduce((sum, line) => sum + line.sum, 0);
  const discount = discountOf(cart.coupon, subtotal);
  const untilFreeShipping = Math.max(0, CART_RULES.freeShippingFrom - subtotal);
  const shipping = count === 0 ? 0 : shippingOf(untilFreeShipping, postcode);
  return {
    lines,
    count,
    subtotal,
    discount,
    untilFreeShipping,
    shipping,
    total: subtotal - discount + shipping,
  };
}

/**
 * A cart out of whatever was stored: unknown products, wrong types and absurd quantities are left out.
 *
 * @param {unknown} stored parsed JSON
 * @param {(id: string) => Priced | undefined} findProduct
 * @returns {Cart | undefined} undefined when it is no cart at all
 */
export function readCart(stored, findProduct) {
  if (typeof stored !== 'object' || stored === null || !Array.isArray(stored.lines)) return undefined;
  const lines = stored.lines
    .filter((line) => findProduct(line?.id) && Number.isInteger(line.quantity) && line.quantity > 0)
    .map(({ id, quantity }) => ({ id, quantity: clampQuantity(quantity) }));
  const unique = lines.filter((line, index) => lines.findIndex(({ id }) => id === line.id) === index);
  const known = typeof stored.coupon === 'string' && Object.hasOwn(COUPONS, stored.coupon);
  return withCoupon({ lines: unique }, known ? stored.coupon : undefined);
}

function clampQuantity(quantity) {
  return Math.min(CART_RULES.maxQuantity, Math.max(1, Math.trunc(quantity)));
}

function discountOf(code, subtotal) {
  if (code === undefined || findCouponProblem(code, subtotal)) return 0;
  const coupon = COUPONS[code];
  if (coupon.percent === undefined) return coupon.amount;
  // Won has no smaller coin in use than ten: shops round a percentage down to it.
  return Math.floor((subtotal * coupon.percent) / 1000) * 10;
}

function shippingOf(untilFreeShipping, postcode) {
  const fee = untilFreeShipping === 0 ? 0 : CART_RULES.shippingFee;
  return postcode.startsWith('63') ? fee + CART_RULES.islandFee : fee;
}
