const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Outlines in a 24 × 24 box, drawn with the colour of the text around them. */
const OUTLINES = Object.freeze({
  bag: 'M6 8h12l1 12H5L6 8Zm3 0V7a3 3 0 0 1 6 0v1',
  plus: 'M12 6v12M6 12h12',
  minus: 'M6 12h12',
  bin: 'M5 7h14M10 7V5h4v2m-7 0 1 12h8l1-12',
  chat: 'M5 6h14v10h-7l-4 3.5V16H5V6Z',
  check: 'm6 12.5 4 4 8-9',
  close: 'm7 7 10 10M17 7 7 17',
  arrow: 'M5 12h14m-5-5 5 5-5 5',
  van: 'M3 7h11v9H3V7Zm11 3h4l3 3v3h-7m-7 2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  back: 'M4 10h11a5 5 0 0 1 0 10h-4M8 6l-4 4 4 4',
  hand: 'M12 20s-7-4.4-7-9.5A3.8 3.8 0 0 1 12 8a3.8 3.8 0 0 1 7 2.5C19 15.6 12 20 12 20Z',
});

/**
 * A decorative icon, hidden from screen readers: the element around it carries the name.
 *
 * @param {keyof typeof OUTLINES} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  return drawing(OUTLINES[name]);
}

/**
 * The same for an outline that a site brings along.
 *
 * @param {string} outline a path in a 24 × 24 box
 * @returns {SVGSVGElement}
 */
export function drawing(outline) {
  const svg = document.createElementNS(SVG_NAMESPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const path = document.createElementNS(SVG_NAMESPACE, 'path');
  path.setAttribute('d', outline);
  svg.append(path);
  return svg;
}
