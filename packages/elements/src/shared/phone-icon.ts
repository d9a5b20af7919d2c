import type { TemplateResult } from 'lit';

import { icon } from './icons.ts';

/** Telephone receiver. */
export const phoneIcon = (): TemplateResult =>
  icon(
    'M20.5 16.4v2.4a1.8 1.8 0 0 1-2 1.8A16.9 16.9 0 0 1 3.4 5.5a1.8 1.8 0 0 1 1.8-2h2.5c.8 0 1.5.6 1.7 1.4l.7 2.7c.1.6 0 1.2-.5 1.6L8.3 10.5a13.5 13.5 0 0 0 5.2 5.2l1.3-1.3c.4-.4 1-.6 1.6-.5l2.7.7c.8.2 1.4.9 1.4 1.8Z',
  );
