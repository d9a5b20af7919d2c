/**
 * The script tag. Loads, stores, connects to nothing before the customer's first touch. The built file imports
 * nothing; what stands here is bundled in.
 */
import { startPage, type BootModule } from './start-page.ts';

/** Replaced by the build with the hashed name of the boot chunk, relative to this script. */
declare const __BESIDE_BOOT__: string;

try {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement) {
    const at = (path: string): URL => new URL(path, script.src);
    startPage(
      script,
      // An address object is as good as its text, which the type of `import` does not say.
      () => import(at(__BESIDE_BOOT__) as never) as Promise<BootModule>,
      (path) => fetch(at(path)),
    );
  }
} catch (cause) {
  // A browser without what we need, or a page that broke it: help is missing, the page is not.
  console.error('Beside:', cause);
}
