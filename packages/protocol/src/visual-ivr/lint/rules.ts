/** `error` refuses publishing, `warning` is told. */
export type Severity = 'error' | 'warning';

/** Every rule of the linter, in the order in which docs/flow.md tells them. Ids are never renamed. */
export const RULES = {
  // What cannot be read (IV7).
  json: 'error',
  'duplicate-key': 'error',
  'too-large': 'error',
  version: 'error',
  'unknown-kind': 'error',
  schema: 'error',
  'broken-link': 'error',
  'duplicate-choice': 'error',
  // Ways (I2, I3).
  unreachable: 'error',
  'no-end': 'error',
  'no-end-when-closed': 'error',
  'no-end-when-down': 'error',
  'channel-down': 'error',
  endless: 'error',
  'condition-circle': 'warning',
  'choice-to-itself': 'warning',
  'empty-menu': 'error',
  'too-deep': 'error',
  deep: 'warning',
  'no-human': 'error',
  'human-far': 'error',
  'human-unnamed': 'warning',
  // Conditions.
  'never-true': 'error',
  'never-taken': 'warning',
  unproven: 'error',
  // Texts.
  'missing-text': 'error',
  'empty-text': 'error',
  'other-locale': 'warning',
  'duplicate-locale': 'error',
  'shown-as-written': 'warning',
  'long-label': 'warning',
  'same-label': 'warning',
  // Names of other things.
  'unknown-variable': 'error',
  'unknown-queue': 'error',
  'unknown-article': 'error',
  'article-locale': 'warning',
  'unused-variable': 'warning',
  'never-asked': 'error',
  // Forms and actions.
  'select-options': 'error',
  'duplicate-option': 'error',
  'duplicate-field': 'error',
  'length-order': 'error',
  'format-input': 'warning',
  address: 'error',
  'price-missing': 'warning',
} as const satisfies Record<string, Severity>;

/** Name of a rule. */
export type RuleId = keyof typeof RULES;
