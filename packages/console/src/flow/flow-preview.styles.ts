import { css } from 'lit';

import { fieldStyles } from './node-editor.styles.ts';

const own = css`
  :host {
    display: grid;
    gap: var(--_space-3);
  }
  .panel {
    display: flex;
    block-size: 560px;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: var(--_surface);
    box-shadow: var(--_shadow);
  }
  beside-flow {
    flex: 1;
    min-inline-size: 0;
  }
`;

/** Styles of `beside-flow-preview`. */
export const flowPreviewStyles = [fieldStyles, own];
