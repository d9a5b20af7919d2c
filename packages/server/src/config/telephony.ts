import { BesideError } from '@beside/protocol';
import * as z from 'zod';

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'write the number as +, country and number: +8221234567');
const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text,
    'write an exact origin such as https://exchange.example, without a path',
  );
const variable = z.string().min(1);

const manualSchema = z
  .strictObject({
    provider: z.literal('manual'),
    /** The number that customers are told will call. */
    callerNumber: z.optional(e164),
    scheme: z.enum(['tel', 'sip']).default('tel'),
    sipDomain: z.optional(z.hostname()),
  })
  .refine(
    ({ scheme, sipDomain }) => (scheme === 'sip') === (sipDomain !== undefined),
    'give sipDomain with the scheme sip, and only then',
  );

const exchangeSchema = z.strictObject({
  provider: z.literal('exchange'),
  url: origin,
  /** Names of environment variables: secrets stand in no file. */
  requestSecretEnv: variable,
  eventSecretEnv: variable,
  /** As the exchange was started. */
  dialSafety: z.enum(['idempotent', 'lookup', 'none']).default('idempotent'),
  callerNumber: e164,
  /** How long it may ring. */
  ringTimeoutMs: z.int().min(5_000).max(120_000).default(30_000),
  /** How long one answer of the exchange may take. */
  answerTimeoutMs: z.int().min(500).max(30_000).default(5_000),
});

/** Who makes telephone calls, as the operator writes it. */
export const telephonySchema = z.discriminatedUnion('provider', [manualSchema, exchangeSchema]);
/** What a site says for itself. */
export const siteTelephonySchema = z.strictObject({ callerNumber: e164 });
/** Who makes telephone calls, checked. */
export type TelephonyEntry = z.infer<typeof telephonySchema>;

type ManualEntry = Extract<TelephonyEntry, { provider: 'manual' }>;
type ExchangeEntry = Extract<TelephonyEntry, { provider: 'exchange' }>;

/** Who makes telephone calls, with the secrets in place. */
export type TelephonyConfig =
  | ManualEntry
  | (Omit<ExchangeEntry, 'requestSecretEnv' | 'eventSecretEnv'> & {
      /** Signs what we send. */
      readonly requestSecret: string;
      /** Verifies what we are sent. */
      readonly eventSecret: string;
    });

const MIN_SECRET_CHARACTERS = 32;

/**
 * Puts the secrets in. Without an entry, agents dial by hand.
 *
 * @throws BesideError `config_invalid`; its details name the field and the mend
 */
export function configureTelephony(
  entry: TelephonyEntry | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): TelephonyConfig {
  if (entry === undefined) return { provider: 'manual', scheme: 'tel' };
  if (entry.provider === 'manual') return entry;
  const { requestSecretEnv, eventSecretEnv, ...rest } = entry;
  const requestSecret = readSecret(environment, requestSecretEnv, 'telephony.requestSecretEnv');
  const eventSecret = readSecret(environment, eventSecretEnv, 'telephony.eventSecretEnv');
  if (requestSecret === eventSecret)
    throw invalid('telephony.eventSecretEnv', 'use another secret for each direction');
  return { ...rest, requestSecret, eventSecret };
}

function readSecret(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  field: string,
): string {
  const value = environment[name];
  if (!value) throw invalid(field, `set the environment variable ${name}`);
  if (value.length < MIN_SECRET_CHARACTERS)
    throw invalid(
      field,
      `the value of ${name} is too short: use at least ${MIN_SECRET_CHARACTERS} characters`,
    );
  return value;
}

function invalid(field: string, mend: string): BesideError {
  return new BesideError('config_invalid', { details: { field, mend } });
}
