import type { Check } from './check.ts';
import { errors } from './errors.ts';
import { exportsCheck } from './exports.ts';
import { floors } from './floors.ts';
import { format } from './format.ts';
import { lengths } from './lengths.ts';
import { lint } from './lint.ts';
import { rules } from './rules.ts';
import { sizes } from './sizes.ts';
import { types } from './types.ts';
import { wireSchema } from './wire-schema.ts';
import { words } from './words.ts';

/** Everything `npm run check` looks at, slowest first. */
export const CHECKS: readonly Check[] = [
  lint,
  types,
  format,
  floors,
  exportsCheck,
  sizes,
  errors,
  wireSchema,
  rules,
  lengths,
  words,
];
