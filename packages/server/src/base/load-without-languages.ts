import { registerHooks } from 'node:module';

/** The schema library lists its languages in one module, which every entry of it imports. */
const LANGUAGES = '../locales/index.js';
const ENGLISH = '../locales/en.js';
const LIBRARY = '/node_modules/zod/v4/';

/**
 * Loads modules that use the schema library without the texts of its 64 languages: nobody reads them here, and they held
 * 4.4 MB (zod 4.6.7, which has no entry without them; to be removed when it has one).
 *
 * @param load imports the modules; resolving is back to normal when it settles
 */
export async function loadWithoutLanguages<Module>(load: () => Promise<Module>): Promise<Module> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier === LANGUAGES && context.parentURL?.includes(LIBRARY) ? ENGLISH : specifier, context),
  });
  try {
    return await load();
  } finally {
    hooks.deregister();
  }
}
