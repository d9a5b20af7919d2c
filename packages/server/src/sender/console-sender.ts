import type { Sender } from '../ports/sender.ts';

/**
 * Shows messages to whoever runs the demonstration, where they read its addresses. Never into the log: it says whom it
 * is for and what it says.
 *
 * @param write of the program's own output
 */
export function createConsoleSender(write: (text: string) => void): Sender {
  return {
    name: 'console',
    async send({ channel, to, subject, text }) {
      const head = channel === 'sms' ? `Text message to ${to}` : `E-mail to ${to}: ${subject}`;
      const lines = [head, ...text.split('\n')].map((line) => `  │ ${oneLine(line)}`);
      write(`\n${lines.join('\n')}\n\n`);
      return { kind: 'sent' };
    },
    stop: async () => undefined,
  };
}

/** A name or number of a person must not move the cursor of a terminal. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');
