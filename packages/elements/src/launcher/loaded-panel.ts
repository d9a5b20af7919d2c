import type { CustomerClient } from '@beside/sdk';
import type { TemplateResult } from 'lit';

import type { CommonTerms } from '../shared/terms/texts.ts';
import type { HeaderInputs } from './panel-header.ts';

/** What every panel is given. */
export interface PanelInputs {
  readonly client: CustomerClient;
  readonly terms: CommonTerms;
  readonly locale: string;
  /** Open before a person's eyes. */
  readonly active: boolean;
}

/** A panel that is loaded. */
export interface LoadedPanel {
  readonly render: (inputs: PanelInputs) => TemplateResult;
  /** What stands above it; absent: the site's name, as above home. */
  readonly renderHeader?: (inputs: HeaderInputs) => TemplateResult;
}
