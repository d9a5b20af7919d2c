import { BesideError } from '@beside/protocol';
import type { LintSite } from '@beside/protocol/visual-ivr/lint';
import * as z from 'zod/mini';

const siteSchema = z.strictObject({
  queues: z.optional(z.array(z.string())),
  articles: z.optional(z.record(z.string(), z.array(z.string()))),
});

/**
 * What a site has, from JSON.
 *
 * @throws BesideError `invalid_option`
 */
export function readSite(text: string): LintSite {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BesideError('invalid_option', {
      cause,
      details: { field: '--site', mend: '--site is no JSON' },
    });
  }
  const site = siteSchema.safeParse(value);
  if (site.success) return site.data;
  const mend =
    '--site holds "queues", a list of names, and "articles", their locales by name, and nothing else';
  throw new BesideError('invalid_option', { details: { field: '--site', mend } });
}
