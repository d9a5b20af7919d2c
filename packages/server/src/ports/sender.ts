/** By what a message goes out. */
export type MessageChannel = 'email' | 'sms';

/** One message to one person. Whoever handles it keeps no copy and logs nothing of it. */
export interface OutgoingMessage {
  /** The same for every try of one message, so that receivers can tell a repetition. */
  readonly messageId: string;
  readonly channel: MessageChannel;
  /** An e-mail address, or a telephone number in E.164. */
  readonly to: string;
  /** Of e-mails; other channels leave it out. */
  readonly subject: string;
  /** Plain text, lines separated by `\n`. */
  readonly text: string;
  /** BCP 47; of the text. */
  readonly locale: string;
}

/** What became of a message; nobody knows whether it was read. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** `mayRetry`: the other side did not take it now, and may later. */
  | { readonly kind: 'failed'; readonly mayRetry: boolean };

/** Whoever takes messages to people. */
export interface Sender {
  readonly name: string;
  /** Never rejects because of the other side; ends by itself within a minute. */
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Lets go of connections; safe twice. */
  stop(): Promise<void>;
}

/** Who takes which kind of message; a kind that is missing is not sent. */
export type Senders = Readonly<Partial<Record<MessageChannel, Sender>>>;
