import { css } from 'lit';

/**
 * Design tokens of every Beside element, as private custom properties on its host.
 *
 * A site themes by setting the public `--beside-…` properties on any ancestor; nothing here ever sets those, so the
 * nearest value wins. Schemes work through `color-scheme`, which inherits: without a `scheme` attribute an element
 * follows the page around it, `scheme="light"` and `scheme="dark"` decide, `scheme="auto"` follows the system.
 *
 * Public properties: `--beside-accent`, `--beside-on-accent`, `--beside-surface`, `--beside-text`, `--beside-muted`,
 * `--beside-border`, `--beside-font`, `--beside-font-size`, `--beside-radius`, `--beside-shadow`.
 */
export const tokens = css`
  :host {
    /* The accent's luminance is the y of its XYZ form, so contrast can be decided exactly and without script:
       below 0.179 white reaches 4.5:1 on it, above it black does. contrast.ts has the same rule as a function. */
    --_accent: var(--beside-accent, #3654d8);
    --_white: clamp(0, (0.179 - y) * 99999, 1);
    --_shade: (1.12 - 0.3 * var(--_white));
    --_dim: min(1, 0.155 / y);
    --_lift: max(0, (0.3 - y) / (1 - y));
    --_on-accent: var(
      --beside-on-accent,
      color(
        from var(--_accent) xyz-d65 calc(0.9505 * var(--_white)) calc(1 * var(--_white))
          calc(1.089 * var(--_white))
      )
    );
    --_accent-hover: color(
      from var(--_accent) xyz-d65 calc(x * var(--_shade)) calc(y * var(--_shade)) calc(z * var(--_shade))
    );
    --_accent-text: light-dark(
      color(from var(--_accent) xyz-d65 calc(x * var(--_dim)) calc(y * var(--_dim)) calc(z * var(--_dim))),
      color(
        from var(--_accent) xyz-d65 calc(x + (0.9505 - x) * var(--_lift)) calc(y + (1 - y) * var(--_lift))
          calc(z + (1.089 - z) * var(--_lift))
      )
    );
    --_accent-soft: color-mix(in oklab, var(--_accent-text) 10%, var(--_surface));

    --_surface: var(--beside-surface, light-dark(#fff, #16181d));
    --_sunken: color-mix(in oklab, var(--_text) 4%, var(--_surface));
    --_raised: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 7%, var(--_surface)));
    --_hover: color-mix(in oklab, var(--_text) 7%, transparent);
    --_text: var(--beside-text, light-dark(#1b1e27, #eceef4));
    --_muted: var(--beside-muted, light-dark(#5a6072, #a2a8b8));
    --_border: var(--beside-border, color-mix(in oklab, var(--_text) 13%, var(--_surface)));
    --_outline: light-dark(#868c9c, #777e90);
    --_danger: light-dark(#c22f3d, #d8434f);
    --_danger-text: light-dark(#b3202f, #ff9298);
    --_danger-soft: light-dark(#fdf0f0, #3a1f24);
    --_warn-text: light-dark(#7a4a00, #f5c667);
    --_warn-soft: light-dark(#fff6e2, #33280f);
    --_success-text: light-dark(#166b43, #76d7a6);
    --_success-soft: light-dark(#e9f8f0, #14301f);

    --_space-1: 4px;
    --_space-2: 8px;
    --_space-3: 12px;
    --_space-4: 16px;
    --_space-5: 24px;
    --_space-6: 32px;
    --_radius: var(--beside-radius, 12px);
    --_radius-small: calc(var(--_radius) * 0.67);
    --_radius-large: calc(var(--_radius) * 1.5);
    --_pill: 999px;
    --_size: var(--beside-font-size, 15px);
    --_size-small: calc(var(--_size) * 0.867);
    --_size-tiny: calc(var(--_size) * 0.8);
    --_size-large: calc(var(--_size) * 1.134);
    --_size-title: calc(var(--_size) * 1.6);
    --_shadow: var(
      --beside-shadow,
      0 1px 2px light-dark(#14182a14, #0006),
      0 4px 12px light-dark(#14182a12, #0006)
    );
    --_shadow-large: 0 2px 6px light-dark(#14182a12, #0006), 0 16px 48px light-dark(#14182a2e, #000a);
    --_fast: 120ms;
    --_slow: 240ms;
    --_ease: cubic-bezier(0.2, 0.8, 0.2, 1);

    box-sizing: border-box;
    color: var(--_text);
    font: 400 var(--_size) / 1.5 var(--_font);
    --_font: var(
      --beside-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      Pretendard,
      'Apple SD Gothic Neo',
      'Noto Sans KR',
      'Malgun Gothic',
      sans-serif
    );
    overflow-wrap: anywhere;
    -webkit-tap-highlight-color: transparent;
  }
  /* Korean breaks between words, as print does; without this a line ends inside any word. */
  :host(:lang(ko)) {
    word-break: keep-all;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :host([scheme='light']) {
    color-scheme: light !important;
  }
  :host([scheme='dark']) {
    color-scheme: dark !important;
  }
  :host([scheme='auto']) {
    color-scheme: light dark !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--_accent-text);
    outline-offset: 2px;
  }
  svg {
    display: block;
    flex: none;
  }
  .turns:dir(rtl) {
    scale: -1 1;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Before Chrome 119, Safari 18 and Firefox 128: no colour arithmetic; drop with the last of them. */
  @supports not (color: color(from red xyz-d65 calc(x * 1) y z)) {
    :host {
      --_on-accent: var(--beside-on-accent, #fff);
      --_accent-hover: var(--_accent);
      --_accent-text: var(--_accent);
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_border: var(--_outline);
      --_outline: var(--_text);
    }
  }
  @media (forced-colors: active) {
    :host {
      --_border: CanvasText;
      --_outline: CanvasText;
      --_accent-text: LinkText;
      --_muted: CanvasText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_fast: 0s;
      --_slow: 0s;
    }
  }
`;
