import type { OutgoingMessage, SendOutcome, Senders } from '../../../ports/sender.ts';

/** Senders of a test, which keep what they are given and answer as they are told. */
export interface KeptMessages {
  readonly senders: Senders;
  readonly sent: OutgoingMessage[];
  /** What the next ones are answered, in turn; `sent` when empty. `never`: no answer comes. */
  readonly answers: (SendOutcome | 'never')[];
  /** The last one that went to a number. */
  lastSms(): OutgoingMessage;
}

/** Makes them, for text messages and mails. */
export function keepSentMessages(): KeptMessages {
  const sent: OutgoingMessage[] = [];
  const answers: (SendOutcome | 'never')[] = [];
  const sender = {
    name: 'test',
    send(message: OutgoingMessage): Promise<SendOutcome> {
      sent.push(message);
      const answer = answers.shift() ?? { kind: 'sent' };
      return answer === 'never' ? new Promise(() => undefined) : Promise.resolve(answer);
    },
    stop: async () => undefined,
  };
  return {
    senders: { sms: sender, email: sender },
    sent,
    answers,
    lastSms() {
      const last = sent.findLast(({ channel }) => channel === 'sms');
      if (!last) throw new Error('nothing was sent');
      return last;
    },
  };
}

/** The address in a text of which one line leads to a link. */
export function linkIn(text: string, beginning: string): string {
  const line = text.split('\n').find((one) => one.startsWith(beginning));
  const url = /https?:\/\/\S+$/.exec(line ?? '')?.[0];
  if (url === undefined) throw new Error(`no link after ${beginning}`);
  return url;
}
