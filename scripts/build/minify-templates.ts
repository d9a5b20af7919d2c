import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'rollup';

/** Minifies what stands in `html`, `svg` and `css` templates. Runs on TypeScript, before it is transpiled. */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    async transform(code, id) {
      if (!id.endsWith('.ts') || !/(html|css|svg)`/.test(code)) return null;
      // Without its slash a shape of an `svg` fragment would swallow the next one: no <svg> around it tells the parser.
      const result = await minifyHTMLLiterals(code, { fileName: id, html: { keepClosingSlash: true } });
      return result ? { code: result.code, map: result.map } : null;
    },
  };
}
