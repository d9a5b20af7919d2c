import type { Transporter } from 'nodemailer';
import type { OutgoingMessage, SendOutcome, Sender } from '../ports/sender.ts';

/** A mail server that takes our messages. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said (a server without it gets nothing), `none` in a trusted network. */
  readonly encryption: 'tls' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
  /** Address, or `Name <address>`. */
  readonly from: string;
  /** Domain of a gateway that turns mails to `8210…@domain` into text messages. */
  readonly smsDomain?: string;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
/** Answers of 4yz say “not now”, those of 5yz “never” (RFC 5321 § 4.2.1). */
const PERMANENT = 500;
/** A sign-in that was refused may be mended by the operator while the message waits. */
const AUTH_FAILURES: readonly unknown[] = ['EAUTH', 'ENOAUTH'];

/** Hands messages to a mail server. The library is loaded with the first one. */
export function createSmtpSender(options: SmtpOptions): Sender {
  let transport: Promise<Transporter> | undefined;

  const deliver = async (message: OutgoingMessage): Promise<void> => {
    const { messageId, channel, subject, text, locale } = message;
    const address = addressOf(message, options.smsDomain);
    const transporter = await (transport ??= connect(options));
    await transporter.sendMail({
      from: options.from,
      to: { name: '', address },
      messageId: `<${messageId}@${domainOf(options.from)}>`,
      ...(channel === 'email' ? { subject } : {}),
      text,
      headers: {
        'Content-Language': locale,
        // Nobody's holiday notice has to come back.
        'Auto-Submitted': 'auto-generated',
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };

  return {
    name: 'smtp',
    send: (message) => deliver(message).then((): SendOutcome => ({ kind: 'sent' }), outcomeOf),
    async stop() {
      (await transport?.catch(() => undefined))?.close(); // one that could not be loaded has nothing to close
    },
  };
}

async function connect({ host, port, encryption, user, password }: SmtpOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    ...{ host, port, secure: encryption === 'tls' },
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // What is said to the mail server is nobody else's business.
    ...{ logger: false, debug: false },
  });
}

/** What went wrong says whom it was about, so only its kind is kept. */
function outcomeOf(error: unknown): SendOutcome {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }; // read as unknown
  const isFinal = typeof responseCode === 'number' && responseCode >= PERMANENT;
  const isAddress = code === 'EENVELOPE' && typeof responseCode !== 'number';
  return { kind: 'failed', mayRetry: AUTH_FAILURES.includes(code) || !(isFinal || isAddress) };
}

function addressOf({ channel, to }: OutgoingMessage, smsDomain: string | undefined): string {
  return channel === 'sms' ? `${to.replace('+', '')}@${smsDomain ?? ''}` : to;
}

function domainOf(from: string): string {
  return /@([^\s<>]+?)>?$/.exec(from.trim())?.[1] ?? 'localhost';
}
