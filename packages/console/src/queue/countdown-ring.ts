import { html, type TemplateResult } from 'lit';

const RADIUS = 15;
const LENGTH = 2 * Math.PI * RADIUS;

/**
 * A ring that empties, with the seconds in it. Decorative: the seconds stand beside it in words for screen readers.
 *
 * @param part how much is left, 0 to 1
 */
export function countdownRing(seconds: number, part: number): TemplateResult {
  const left = Math.min(1, Math.max(0, part)) * LENGTH;
  return html`<span class="ring" aria-hidden="true">
    <svg viewBox="0 0 36 36" width="40" height="40" fill="none" stroke-width="3">
      <circle class="track" cx="18" cy="18" r=${RADIUS} />
      <circle
        class="left"
        cx="18"
        cy="18"
        r=${RADIUS}
        stroke-linecap="round"
        stroke-dasharray=${LENGTH}
        stroke-dashoffset=${LENGTH - left}
        transform="rotate(-90 18 18)"
      />
    </svg>
    <span class="seconds">${seconds}</span>
  </span>`;
}
