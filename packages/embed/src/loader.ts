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
    startPage(script, () => import(new URL(__BESIDE_BOOT__, script.src).href) as Promise<BootModule>);
  }
} catch (cause) {
  // A browser without what we need, or a page that broke it: help is missing, the page is not.
  console.error('Beside:', cause);
}
