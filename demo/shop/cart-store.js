import { EMPTY_CART, SAMPLE_CART, readCart } from './cart-state.js';
import { findProduct } from './products.js';

const STORAGE_KEY = 'neuru.cart';

/**
 * The visitor's cart: kept in `storage` from the first change on, the same in every open tab.
 *
 * @param {Storage} storage
 */
export function createCartStore(storage) {
  const listeners = new Set();
  let current = load(storage);

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const handleStorage = (event) => {
    if (event.key !== STORAGE_KEY) return;
    current = load(storage);
    tell();
  };
  window.addEventListener('storage', handleStorage);

  return {
    get current() {
      return current;
    },
    /** @param {(cart: import('./cart-state.js').Cart) => import('./cart-state.js').Cart} change */
    update(change) {
      current = change(current);
      storage.setItem(STORAGE_KEY, JSON.stringify(current));
      tell();
    },
    empty() {
      this.update(() => EMPTY_CART);
    },
    /** Returns the way to stop listening. */
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      window.removeEventListener('storage', handleStorage);
      listeners.clear();
    },
  };
}

function load(storage) {
  const text = storage.getItem(STORAGE_KEY);
  if (text === null) return SAMPLE_CART;
  try {
    return readCart(JSON.parse(text), findProduct) ?? EMPTY_CART;
  } catch {
    // Not JSON: written by hand or by another version. The visitor starts over rather than seeing an error.
    return EMPTY_CART;
  }
}
