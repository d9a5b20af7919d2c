import { BesideError } from '@beside/protocol';
import { consentSchema, nameText, shortText } from '@beside/protocol/schema';
import * as z from 'zod';
import { CALLBACK_RULES, type CallbackRules } from '../ports/callback-rules.ts';
import { DEFAULT_DISPOSITIONS, type SiteCallback } from '../ports/site-callback.ts';

const duration = z
  .int()
  .min(0)
  .max(30 * 86_400_000);
const count = z.int().min(1).max(1_000_000);
const pauses = z.array(duration.min(1_000)).max(10);
const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as 21:00');
const queueName = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);

/** Each rule by the kind of its number; the names and defaults are those of CALLBACK_RULES. */
const ruleSchemas = {
  slotMs: duration.min(60_000).max(14_400_000),
  leadMs: duration,
  daysAhead: z.int().min(1).max(60),
  share: z.number().min(0).max(1),
  handlingMs: duration.min(1_000),
  holdMs: duration.min(1_000),
  alternatives: z.int().min(0).max(3),
  retryAsapMs: pauses,
  retryScheduledMs: pauses,
  maxAsapMs: duration.min(60_000),
  latenessMs: duration.max(CALLBACK_RULES.latenessMs),
  closingMarginMs: duration,
  quietFrom: wallTime,
  quietTo: wallTime,
  maxPendingAsap: count,
  perNumberDay: count,
  perNumberMonth: count,
  perSessionHour: count,
  perAddressHour: count,
  perSiteMinute: count,
  prefixNumbers: count,
  prefixHoldMs: duration.max(3_600_000),
  verifyMs: duration.min(60_000),
  ownMs: duration,
  passPauseMs: duration.max(600_000),
  wrapUpMs: duration,
  silentMs: duration.min(10_000),
  maxCallMs: duration.min(60_000),
} satisfies Record<keyof CallbackRules, z.ZodType>;

const localized = (text: ReturnType<typeof shortText>) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), text.check(z.minLength(1)))
    .refine((texts) => Object.keys(texts).length > 0, 'give the text in at least one language');

const consentEntrySchema = z.strictObject({
  consentId: consentSchema.shape.consentId,
  kind: z.enum(['required', 'optional']),
  version: nameText(40).check(z.minLength(1)),
  texts: localized(shortText(4_000)),
});

const dispositionEntrySchema = z.strictObject({
  disposition: consentSchema.shape.consentId,
  texts: localized(nameText(80)),
});

/** How a site calls back, as the operator writes it. */
export const siteCallbackSchema = z.strictObject({
  rules: z.strictObject(ruleSchemas).partial().default({}),
  mode: z.enum(['agent-first', 'customer-first']).default('agent-first'),
  previewMs: z.int().min(5_000).max(600_000).default(60_000),
  isDialedAtEnd: z.boolean().default(false),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'write countries as KR, US'))
    .min(1)
    .default(['KR']),
  assumesCountry: z.boolean().default(true),
  consents: z.array(consentEntrySchema).max(20).default([]),
  dispositions: z
    .array(dispositionEntrySchema)
    .min(1)
    .max(30)
    .default([...DEFAULT_DISPOSITIONS]),
  plannedAgents: z.record(queueName, z.int().min(0).max(10_000)).default({}),
  verification: z.enum(['none', 'code']).default('none'),
  maxSpentPerDay: z.int().min(1).max(1_000_000).default(1_000),
});

/** How a site calls back, checked. */
export type SiteCallbackEntry = z.infer<typeof siteCallbackSchema>;

/**
 * Fills in the rules that are not named.
 *
 * @param field of the configuration, for the error
 * @throws BesideError `config_invalid` for a queue the site has not, and for a consent or disposition that is there twice
 */
export function configureCallback(
  { rules, ...rest }: SiteCallbackEntry,
  queueIds: readonly string[],
  field: string,
): SiteCallback {
  const unknown = Object.keys(rest.plannedAgents).find((queueId) => !queueIds.includes(queueId));
  if (unknown !== undefined) throw invalid(`${field}.plannedAgents.${unknown}`, 'name a queue of the site');
  const consent = findTwice(rest.consents.map(({ consentId }) => consentId));
  if (consent >= 0)
    throw invalid(`${field}.consents.${consent}`, 'this consent is there twice; take one out');
  const disposition = findTwice(rest.dispositions.map((one) => one.disposition));
  if (disposition >= 0)
    throw invalid(`${field}.dispositions.${disposition}`, 'this disposition is there twice; take one out');
  // What is not named is absent after the parse, never undefined.
  return { ...rest, rules: { ...CALLBACK_RULES, ...(rules as Partial<CallbackRules>) } };
}

/** Index of the first name that was there before; -1 where there is none. */
const findTwice = (names: readonly string[]): number =>
  names.findIndex((name, index) => names.indexOf(name) !== index);

function invalid(field: string, mend: string): BesideError {
  return new BesideError('config_invalid', { details: { field, mend } });
}
