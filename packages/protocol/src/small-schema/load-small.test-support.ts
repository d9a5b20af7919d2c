import { registerHooks } from 'node:module';

/**
 * Loads a module of this package once more, with the small engine in the place of zod, as browsers get it. For tests.
 *
 * @param specifier relative to this file
 */
export async function loadSmall<Module>(specifier: string): Promise<Module> {
  const hooks = registerHooks({
    resolve(wanted, context, next) {
      if (!context.parentURL?.endsWith('?small')) return next(wanted, context);
      if (wanted === 'zod/mini') return next(new URL('./small-schema.ts', import.meta.url).href, context);
      const resolved = next(wanted, context);
      return wanted.startsWith('.') ? { ...resolved, url: `${resolved.url}?small` } : resolved;
    },
  });
  try {
    return (await import(`${new URL(specifier, import.meta.url).href}?small`)) as Module; // named by the caller
  } finally {
    hooks.deregister();
  }
}
