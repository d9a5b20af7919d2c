/** What the insurer offers: the premium a month from which it starts, in whole won, and its drawing. */
export const PRODUCTS = Object.freeze([
  {
    id: 'travel',
    premium: 4900,
    icon: 'M4 15h3l5-9h2l-2 9h4l2-3h2l-1.5 4.5L20 19h-2l-2-2h-4l2 5h-2l-5-5H4Z',
  },
  {
    id: 'health',
    premium: 23500,
    icon: 'M12 20s-7-4.4-7-9.5A3.8 3.8 0 0 1 12 8a3.8 3.8 0 0 1 7 2.5C19 15.6 12 20 12 20Z',
  },
  { id: 'home', premium: 9800, icon: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5' },
]);
