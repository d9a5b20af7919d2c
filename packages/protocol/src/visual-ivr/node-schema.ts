import * as z from 'zod/mini';
import { LIMITS } from '../limits.ts';
import { hasAtMost, localeSchema, nameText, queueIdSchema, shortText } from '../session/schema.ts';
import { conditionSchema } from './condition-schema.ts';
import { FLOW_ICONS } from './names.ts';

const MAX_LOCALES = 30;

/** Name of a flow, node or choice: small letters, digits and hyphens, at most 40. */
export const flowNameSchema = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));
/** Name of a variable. */
export const variableNameSchema = z
  .string()
  .check(z.regex(/^(?!constructor$|prototype$)[a-z][A-Za-z0-9]{0,31}$/));

const texts = <Text extends z.ZodMiniType<string, string>>(text: Text) =>
  z.record(localeSchema, text).check(z.refine(hasAtMost(MAX_LOCALES)));
/** What stands on buttons and above screens, per locale. */
export const labelsSchema = texts(nameText(LIMITS.maxFlowTextLength).check(z.minLength(1)));
/** What is read, per locale. */
export const textsSchema = texts(shortText(LIMITS.maxFlowTextLength).check(z.minLength(1)));

/** Words that lead to a choice when they are searched for, per locale. */
const keywordsSchema = z
  .record(localeSchema, z.array(nameText(60).check(z.minLength(1))).check(z.maxLength(40)))
  .check(z.refine(hasAtMost(MAX_LOCALES)));

const choiceSchema = z.strictObject({
  choiceId: flowNameSchema,
  label: labelsSchema,
  detail: z.optional(textsSchema),
  icon: z.optional(z.enum(FLOW_ICONS)),
  to: flowNameSchema,
  /** Offered only when this holds. */
  when: z.optional(conditionSchema),
  keywords: z.optional(keywordsSchema),
});

const menuSchema = z.strictObject({
  kind: z.literal('menu'),
  title: labelsSchema,
  text: z.optional(textsSchema),
  choices: z.array(choiceSchema).check(z.minLength(1), z.maxLength(LIMITS.maxOptions)),
});

const fieldSchema = z.strictObject({
  variable: variableNameSchema,
  required: z.boolean(),
  hint: z.optional(textsSchema),
  /** Of a `select`, at least one; of others none. */
  options: z.optional(
    z
      .array(z.strictObject({ value: nameText(100).check(z.minLength(1)), label: labelsSchema }))
      .check(z.minLength(1), z.maxLength(LIMITS.maxFlowOptions)),
  ),
  /** How the text of a `text` has to look. */
  format: z.optional(z.enum(['digits', 'letters-digits', 'order-number'])),
  minLength: z.optional(z.int().check(z.gte(0), z.lte(LIMITS.maxFlowValueLength))),
  maxLength: z.optional(z.int().check(z.gte(1), z.lte(LIMITS.maxFlowValueLength))),
});

const formSchema = z.strictObject({
  kind: z.literal('form'),
  title: labelsSchema,
  text: z.optional(textsSchema),
  fields: z.array(fieldSchema).check(z.minLength(1), z.maxLength(LIMITS.maxFields)),
  to: flowNameSchema,
});

const articleSchema = z
  .strictObject({
    kind: z.literal('article'),
    /** Of an article of the site's knowledge; otherwise title and body are here. */
    articleId: z.optional(flowNameSchema),
    title: z.optional(labelsSchema),
    /** Markdown, as far as articles may use it. */
    body: z.optional(textsSchema),
    /** Asks "did this help?" below it. */
    askSolved: z.optional(z.boolean()),
    to: z.optional(flowNameSchema),
  })
  .check(
    z.refine(
      ({ articleId, title, body }) => (articleId === undefined ? Boolean(title && body) : !body),
      'articleId, or title and body',
    ),
  );

const conditionNodeSchema = z.strictObject({
  kind: z.literal('condition'),
  /** The first that holds is taken. */
  cases: z
    .array(z.strictObject({ when: conditionSchema, to: flowNameSchema }))
    .check(z.minLength(1), z.maxLength(20)),
  otherwise: flowNameSchema,
});

const contactSchema = z.strictObject({
  do: z.enum(['chat', 'callback']),
  queueId: z.optional(queueIdSchema),
  /** What it is about, as the agent reads it and a form starts with. */
  reason: z.optional(labelsSchema),
});
const pageActionSchema = z.strictObject({
  do: z.literal('page'),
  /** `https://…`, or a path of the site as `/…`. */
  address: z.string().check(z.regex(/^(?:https:\/\/[^\s\\@]+|\/(?![/\\])[^\s\\]*)$/), z.maxLength(2_048)),
  label: labelsSchema,
});
const phoneSchema = z.strictObject({
  do: z.literal('phone'),
  /** As it is dialed and read, such as `1588-1234` or `+82 2 1234 5678`. */
  number: z.string().check(z.regex(/^\+?[0-9](?:[ -]?[0-9]){2,19}$/)),
  /** What a call costs (I4). */
  price: z.optional(labelsSchema),
});

const actionSchema = z.strictObject({
  kind: z.literal('action'),
  title: z.optional(labelsSchema),
  text: z.optional(textsSchema),
  action: z.discriminatedUnion('do', [contactSchema, pageActionSchema, phoneSchema]),
  /** Where to go when chat or callback is not there. */
  otherwise: z.optional(flowNameSchema),
});

const endSchema = z.strictObject({
  kind: z.literal('end'),
  title: labelsSchema,
  text: z.optional(textsSchema),
  outcome: z.enum(['solved', 'done']),
});

/** One node of a flow. */
export const flowNodeSchema = z.discriminatedUnion('kind', [
  menuSchema,
  formSchema,
  articleSchema,
  conditionNodeSchema,
  actionSchema,
  endSchema,
]);

/** A text per locale. */
export type FlowTexts = z.infer<typeof textsSchema>;
/** A picture of a choice. */
export type FlowIcon = (typeof FLOW_ICONS)[number];
/** One choice of a menu. */
export type FlowChoice = z.infer<typeof choiceSchema>;
/** One field of a form. */
export type FlowField = z.infer<typeof fieldSchema>;
/** What an action node does. */
export type FlowAction = z.infer<typeof actionSchema>['action'];
/** One node of a flow. */
export type FlowNode = z.infer<typeof flowNodeSchema>;
/** The node of one kind. */
export type FlowNodeOf<Kind extends FlowNode['kind']> = Extract<FlowNode, { kind: Kind }>;
