/**
 * Everything the shop sells, in the order of the catalogue. Prices are whole won; the words for each
 * product are in `terms/`, its picture is `pictures/<id>.svg`.
 */
export const PRODUCTS = Object.freeze([
  { id: 'moon-lamp', category: 'light', unitPrice: 189000, isNew: true },
  { id: 'moon-jar', category: 'clay', unitPrice: 96000 },
  { id: 'oak-stool', category: 'wood', unitPrice: 156000 },
  { id: 'paper-pendant', category: 'light', unitPrice: 148000 },
  { id: 'tea-set', category: 'clay', unitPrice: 78000 },
  { id: 'wool-throw', category: 'thread', unitPrice: 118000 },
  { id: 'reading-lamp', category: 'light', unitPrice: 124000 },
  { id: 'walnut-tray', category: 'wood', unitPrice: 64000, isNew: true },
  { id: 'linen-cushion', category: 'thread', unitPrice: 39000 },
]);

/** The shelves of the shop, in the order of the filter. */
export const CATEGORIES = Object.freeze(['light', 'clay', 'thread', 'wood']);

/** @param {string | null} id */
export function findProduct(id) {
  return PRODUCTS.find((product) => product.id === id);
}

/**
 * What goes well with a product: its neighbours on other shelves, at most three.
 *
 * @param {{ id: string, category: string }} product
 */
export function relatedProducts(product) {
  const start = PRODUCTS.findIndex(({ id }) => id === product.id);
  const fromHere = [...PRODUCTS.slice(start + 1), ...PRODUCTS.slice(0, start)];
  return fromHere.filter(({ category }) => category !== product.category).slice(0, 3);
}

/** @param {string} id */
export function pictureOf(id) {
  return `/demo/shop/pictures/${id}.svg`;
}
