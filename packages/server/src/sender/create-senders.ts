import type { MessagesConfig } from '../config/messages.ts';
import type { MessageChannel, Sender, Senders } from '../ports/sender.ts';
import { createConsoleSender } from './console-sender.ts';
import { createSmtpSender } from './smtp-sender.ts';

/**
 * Makes the senders that the configuration names.
 *
 * @param show output of the demonstration; kinds that are not configured go there. Absent: they are not sent
 */
export function createSenders(config: MessagesConfig, show?: (text: string) => void): Senders {
  const shown = show && createConsoleSender(show);
  return {
    ...(shown ? { email: shown, sms: shown } : {}),
    ...(config.email ? { email: createSmtpSender(config.email) } : {}),
    ...(config.sms ? { sms: createSms(config.sms) } : {}),
  };
}

function createSms({ domain, ...rest }: NonNullable<MessagesConfig['sms']>): Sender {
  return createSmtpSender({ ...rest, smsDomain: domain });
}

/** Lets all of them go. */
export async function stopSenders(senders: Senders): Promise<void> {
  const channels: readonly MessageChannel[] = ['email', 'sms'];
  await Promise.all(channels.map(async (channel) => senders[channel]?.stop()));
}
