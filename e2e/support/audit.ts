import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page as it is now, shadow roots included: one line per element, `rule: selector`. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (tags) => {
    // Put there by the line before.
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    );
  }, RULE_TAGS);
}

/** What axe does not see: text cut off at the sides and controls too small to hit, on the page or inside of ours. */
export function findCrampedParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page scrolls sideways: ${scrollWidth} > ${clientWidth}`);
    const visit = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (root === document || !element.checkVisibility({ visibilityProperty: true })) continue;
        const { width, height, left, right } = element.getBoundingClientRect();
        const name = `${element.localName}.${element.className} ${element.getAttribute('aria-label') ?? ''}`;
        if (element.matches('button, [role=button]') && (width < 24 || height < 24))
          found.push(`${name} is ${width} × ${height}`);
        if (element.matches('button, textarea, input, h1, h2, p') && width > 1)
          if (left < -1 || right > innerWidth + 1) found.push(`${name} reaches beyond the window`);
      }
    };
    visit(document);
    return found;
  });
}
