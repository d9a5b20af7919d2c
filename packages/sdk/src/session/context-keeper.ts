import { BesideError, cutAddress, type Context, type PageContext } from '@beside/protocol';
import { saidContextSchema } from '@beside/protocol/schema';

/** What the page says about the moment, checked and cut down to what may leave it. */
export interface ContextKeeper {
  /** Everything known now, with the page as it is now. */
  readonly current: Context;
  /**
   * Replaces the named parts by what the page says.
   *
   * @throws BesideError `invalid_option`
   */
  replace(context: Context): void;
  /** Adds what was checked already: the way through the site's flow. */
  add(context: Context): void;
  /** Which query parameters may be part of addresses; none before. */
  allowQueries(names: readonly string[]): void;
  clear(): void;
}

/** @param readPage where the customer is; `undefined` outside of pages */
export function createContextKeeper(
  readPage: () => { readonly url: string; readonly title: string } | undefined,
): ContextKeeper {
  let said: Context = {};
  let allowed: readonly string[] = [];

  const clean = (page: PageContext): PageContext | undefined => {
    const url = cutAddress(page.url, allowed);
    if (url === undefined) return undefined;
    return { url, ...(page.title ? { title: cutTitle(page.title) } : {}) };
  };

  return {
    get current() {
      const { page: saidPage, ...rest } = said;
      const page = saidPage ?? readPage();
      const cleaned = page && clean(page);
      return cleaned ? { ...rest, page: cleaned } : rest;
    },
    replace(context) {
      const { data, error } = saidContextSchema.safeParse(context);
      if (!data) {
        const path = error?.issues[0]?.path.join('.') ?? '';
        throw new BesideError('invalid_option', {
          cause: error,
          details: {
            option: path === '' ? 'context' : `context.${path}`,
            mend: 'see Context in @beside/protocol',
          },
        });
      }
      said = { ...said, ...data };
    },
    add: (context) => (said = { ...said, ...context }),
    allowQueries: (names) => (allowed = names),
    clear: () => (said = {}),
  };
}

/** As much of a title as the schema takes; a document may have any characters in it. */
function cutTitle(title: string): string {
  return title.slice(0, 300).replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, '');
}
