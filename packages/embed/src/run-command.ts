import type { BesideLauncher } from '@beside/elements/launcher';
import { BesideError, type Context } from '@beside/protocol';
import type { CustomerClient } from '@beside/sdk';

/** Runs one command of the global but `remove`, which belongs to whoever made the page. Rejects with `invalid_option` for a command or value that does not exist. */
export async function runCommand(
  launcher: BesideLauncher,
  client: CustomerClient,
  name: string,
  values: readonly unknown[],
): Promise<void> {
  const [value] = values;
  switch (name) {
    case 'open':
      if (value !== undefined && value !== 'home' && value !== 'chat' && value !== 'callback')
        throw invalid(name);
      return launcher.show(value);
    case 'close':
      return launcher.hide();
    case 'context':
      // The client checks it against the schema and rejects with invalid_option.
      return client.setContext(value as Context);
    case 'locale':
      if (typeof value !== 'string') throw invalid(name);
      client.setLocale(value);
      launcher.wantedLocale = value;
      return;
    case 'identify':
      if (typeof value !== 'string') throw invalid(name);
      return client.identify(value);
    case 'forget':
      return client.forget();
    default:
      throw invalid(name);
  }
}

function invalid(command: string): BesideError {
  return new BesideError('invalid_option', {
    details: { command, mend: 'see the commands in docs/embedding.md' },
  });
}
