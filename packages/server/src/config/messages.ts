import { BesideError } from '@beside/protocol';
import * as z from 'zod';

const sender = z
  .string()
  .max(300)
  .regex(
    /^(?:[^<>\r\n"@]{1,200} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'write the sender as shop@example.com or Example Shop <shop@example.com>',
  );

const smtpShape = {
  provider: z.literal('smtp'),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(587),
  /** `none` is for mail servers on the same machine or network. */
  encryption: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  user: z.exactOptional(z.string().min(1)),
  /** Name of the environment variable with the password: secrets stand in no file. */
  passwordEnv: z.exactOptional(z.string().min(1)),
  from: sender,
} as const;
const hasBoth = ({ user, passwordEnv }: { user?: string; passwordEnv?: string }): boolean =>
  (user === undefined) === (passwordEnv === undefined);
const BOTH = 'give user and passwordEnv, or neither';

/** Who takes messages to customers, as the operator writes it. */
export const messagesSchema = z.strictObject({
  email: z.exactOptional(z.strictObject(smtpShape).refine(hasBoth, BOTH)),
  /** Text messages through a provider's mail gateway: `8210…@domain`. */
  sms: z.exactOptional(z.strictObject({ ...smtpShape, domain: z.hostname() }).refine(hasBoth, BOTH)),
});
/** Who takes messages to customers, checked. */
export type MessagesEntry = z.infer<typeof messagesSchema>;

type EmailEntry = NonNullable<MessagesEntry['email']>;
type SmsEntry = NonNullable<MessagesEntry['sms']>;
type WithSecret<Entry> = Omit<Entry, 'passwordEnv'> & {
  /** Of `user`; never logged. */
  readonly password?: string;
};

/** Who takes messages to customers, with the secrets in place. */
export interface MessagesConfig {
  readonly email?: WithSecret<EmailEntry>;
  readonly sms?: WithSecret<SmsEntry>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the secrets in.
 *
 * @throws BesideError `config_invalid`; its details name the field and the mend
 */
export function configureMessages(entry: MessagesEntry = {}, environment: Environment): MessagesConfig {
  const { email, sms } = entry;
  return {
    ...(email ? { email: withSecret(email, environment, 'messages.email') } : {}),
    ...(sms ? { sms: withSecret(sms, environment, 'messages.sms') } : {}),
  };
}

function withSecret<Entry extends { readonly passwordEnv?: string }>(
  { passwordEnv, ...rest }: Entry,
  environment: Environment,
  field: string,
): WithSecret<Entry> {
  if (passwordEnv === undefined) return rest;
  const password = environment[passwordEnv];
  if (!password)
    throw new BesideError('config_invalid', {
      details: { field: `${field}.passwordEnv`, mend: `set the environment variable ${passwordEnv}` },
    });
  return { ...rest, password };
}
