import * as z from 'zod/mini';
import { shortText } from '../session/schema.ts';
import { FACT_NAMES } from './names.ts';

const MAX_PARTS = 20;
const text = () => shortText(300);
const amount = () => z.number().check(z.gte(-1e15), z.lte(1e15));

/** Name of a fact: one of {@link FACT_NAMES}, `attribute.NAME` of the page, or `variable.NAME` of the flow. */
export const factNameSchema = z.union([
  z.enum(FACT_NAMES),
  z.string().check(z.regex(/^(?:attribute|variable)\.[A-Za-z][A-Za-z0-9_.-]{0,63}$/)),
]);

const scalar = () => z.union([text(), amount(), z.boolean()]);
/** A number, or a day as `2026-11-25`. */
const ordered = () => z.union([amount(), z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))]);

/** Compares one fact by one operator. */
export const comparisonSchema = z.union([
  z.strictObject({ fact: factNameSchema, is: scalar() }),
  z.strictObject({ fact: factNameSchema, isNot: scalar() }),
  z.strictObject({ fact: factNameSchema, atLeast: ordered() }),
  z.strictObject({ fact: factNameSchema, atMost: ordered() }),
  z.strictObject({ fact: factNameSchema, startsWith: text() }),
  z.strictObject({ fact: factNameSchema, contains: text() }),
  z.strictObject({ fact: factNameSchema, exists: z.boolean() }),
]);

const over = <Inner extends z.ZodMiniType>(inner: Inner) => {
  const parts = z.array(inner).check(z.minLength(1), z.maxLength(MAX_PARTS));
  return z.union([
    comparisonSchema,
    z.strictObject({ all: parts }),
    z.strictObject({ any: parts }),
    z.strictObject({ not: inner }),
  ]);
};

/** Compares one fact by one operator. */
export type Comparison = z.infer<typeof comparisonSchema>;
/** What has to be so; the schema allows three levels of it. */
export type Condition =
  Comparison | { all: readonly Condition[] } | { any: readonly Condition[] } | { not: Condition };
/** Name of a fact. */
export type FactName = z.infer<typeof factNameSchema>;

const shallowConditionSchema = over(comparisonSchema);
/** What may stand inside of a condition, the innermost first; the published schema names them. */
export const innerConditionSchemas = [shallowConditionSchema, over(shallowConditionSchema)] as const;

/** What has to be so: comparisons, joined by `all`, `any` and `not` up to three deep (F4, F5). */
// What it lets through is a condition, but not every condition: the type says nothing of depth.
export const conditionSchema = over(innerConditionSchemas[1]) as unknown as z.ZodMiniType<
  Condition,
  Condition
>;
