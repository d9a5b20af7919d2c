import { findIndexTerms } from './index-terms.ts';

/** Sheet of the index page; a file of its own because the page allows no inline style. */
export const INDEX_CSS = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6675; --paper: #f6f4ef; --card: #fff; --line: #dcd8cf; --accent: #1f5f4f; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --soft: #a7b0bc; --paper: #15181d; --card: #1e2329; --line: #353c45; --accent: #7fd1b9; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, "Noto Sans KR", sans-serif; word-break: keep-all; }
main { inline-size: min(46rem, 100%); padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.2; letter-spacing: -0.02em; }
p { margin: .75rem 0 0; color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem; margin-block: 2rem; }
.card { display: block; padding: 1.25rem 1.4rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--card); color: inherit; text-decoration: none; }
.card strong { display: block; color: var(--accent); font-size: 1.125rem; }
.card span { color: var(--soft); }
.card:hover { border-color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
h2 { margin: 0 0 .25rem; font-size: 1rem; }
ul { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
li a { color: var(--accent); display: inline-block; padding-block: .25rem; }
`.trimStart();

/** The page at `/`, in the reader's language. */
export function renderIndexPage(acceptLanguage: string, demoOrigin: string | undefined): string {
  const { locale, terms } = findIndexTerms(acceptLanguage);
  const demo = demoOrigin === undefined ? '' : card(`${demoOrigin}/demo/`, terms.demo, terms.demoHint);
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${terms.title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/index.css">
  </head>
  <body>
    <main>
      <h1>${terms.title}</h1>
      <p>${terms.lead}</p>
      <div class="cards">${demo}${card('/console/', terms.console, terms.consoleHint)}</div>
      <h2>${terms.docs}</h2>
      <ul>
        <li><a href="/v1/schema.json">${terms.schema}</a></li>
        <li><a href="/openapi.json">${terms.openapi}</a></li>
        <li><a href="/healthz">${terms.health}</a></li>
      </ul>
    </main>
  </body>
</html>
`;
}

function card(href: string, title: string, hint: string): string {
  return `<a class="card" href="${href}"><strong>${title}</strong><span>${hint}</span></a>`;
}
