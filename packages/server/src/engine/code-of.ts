import { BesideError } from '@beside/protocol';

/** What a log may say of an error: its code, else its name; never its message, which may quote a person. */
export function codeOf(error: unknown): string {
  if (error instanceof BesideError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
