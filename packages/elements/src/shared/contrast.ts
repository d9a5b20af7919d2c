/** A colour as sRGB channels, each 0–255. */
export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The accent's companions that keep text readable; all values are `#rrggbb`. */
export interface GuardedAccent {
  /** Text and icons on top of the accent: black or white, at least 4.5:1. */
  readonly onAccent: string;
  /** The accent as a text or icon colour on the surface: the accent itself, or the nearest shade with 4.5:1. */
  readonly accentText: string;
}

/** WCAG 2.2 SC 1.4.3: contrast of text that is not large. */
export const minTextContrast = 4.5;

/** Reads `#rgb`, `#rrggbb` or `rgb(r g b)` / `rgb(r, g, b)`; undefined for everything else, translucent colours included. */
export function findRgb(colour: string): Rgb | undefined {
  const text = colour.trim().toLowerCase();
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(text);
  const hex = short
    ? short.slice(1).map((digit) => digit + digit)
    : /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(text)?.slice(1);
  const decimal = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(text)?.slice(1);
  const channels = hex?.map((pair) => Number.parseInt(pair, 16)) ?? decimal?.map(Number);
  if (!channels || channels.some((channel) => channel > 255)) return undefined;
  const [red = 0, green = 0, blue = 0] = channels;
  return { red, green, blue };
}

/** Relative luminance by WCAG 2.2, 0 (black) to 1 (white). */
export function luminance(colour: Rgb): number {
  return 0.2126 * toLinear(colour.red) + 0.7152 * toLinear(colour.green) + 0.0722 * toLinear(colour.blue);
}

/** Contrast ratio by WCAG 2.2, 1 to 21, whichever of the two is lighter. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Picks the text colour for a site's accent and a readable shade of it for a surface.
 *
 * The style sheet in tokens.ts does the same for Beside's own surfaces without script; this function serves sites
 * that replace the surface as well, and the tests that hold the sheet to its promise. Works in linear light, so the
 * hue stays while the shade moves.
 */
export function guardAccent(accent: Rgb, surface: Rgb): GuardedAccent {
  const onAccent = contrast(accent, white) >= contrast(accent, black) ? white : black;
  return { onAccent: toHex(onAccent), accentText: toHex(readableOn(accent, surface)) };
}

/** Writes a colour as `#rrggbb`. */
export function toHex(colour: Rgb): string {
  const pair = (channel: number): string => Math.round(channel).toString(16).padStart(2, '0');
  return `#${pair(colour.red)}${pair(colour.green)}${pair(colour.blue)}`;
}

const white: Rgb = { red: 255, green: 255, blue: 255 };
const black: Rgb = { red: 0, green: 0, blue: 0 };
/** Steps of 2 % are below what an eye tells apart, and 50 of them always reach black or white. */
const steps = 50;

function readableOn(accent: Rgb, surface: Rgb): Rgb {
  const target = contrast(white, surface) > contrast(black, surface) ? white : black;
  for (let step = 0; step < steps; step += 1) {
    const candidate = rounded(blend(accent, target, step / steps));
    if (contrast(candidate, surface) >= minTextContrast) return candidate;
  }
  return target;
}

function blend(from: Rgb, to: Rgb, share: number): Rgb {
  const mix = (a: number, b: number): number => toGamma(toLinear(a) * (1 - share) + toLinear(b) * share);
  return { red: mix(from.red, to.red), green: mix(from.green, to.green), blue: mix(from.blue, to.blue) };
}

function rounded(colour: Rgb): Rgb {
  return { red: Math.round(colour.red), green: Math.round(colour.green), blue: Math.round(colour.blue) };
}

function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function toGamma(linear: number): number {
  return 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055);
}
