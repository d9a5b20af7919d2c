import type { Finding } from '@beside/protocol/visual-ivr/lint';
import type { GraphLayout } from '@beside/protocol/visual-ivr/graph';
import { drawSvg, type DrawingOptions } from './draw-svg.ts';
import { drawingWords } from './drawing-words.ts';
import { escapeMarkup } from './escape-markup.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#566173;--ground:#f7f8fa;--wrong:#c02626;--doubt:#a15c00}
@media (prefers-color-scheme:dark){:root{--ink:#eef2f7;--soft:#a9b4c4;--ground:#12161d;--wrong:#ff7b72;--doubt:#f0a63c}}
body{margin:0;padding:24px;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif}
h1{font-size:20px;margin:0 0 16px}h2{font-size:16px;margin:24px 0 8px}
.drawing{overflow:auto;border-radius:12px}
.drawing svg{display:block;max-inline-size:none}
ul{padding-inline-start:20px}li{margin-block:8px}
.error{color:var(--wrong);font-weight:600}.warning{color:var(--doubt);font-weight:600}
code{font-size:13px;color:var(--soft);overflow-wrap:anywhere}
`;

/** A page that holds the picture and, below it, everything there is to mend. It loads and runs nothing. */
export function drawHtml(placed: GraphLayout, options: DrawingOptions): string {
  const { findings, locale, title } = options;
  const words = drawingWords(locale);
  const list =
    findings.length === 0
      ? `<p>${words.none}</p>`
      : `<ul>\n${findings.map((finding) => describe(finding, words[finding.severity])).join('\n')}\n</ul>`;
  return `<!doctype html>
<html lang="${escapeMarkup(locale)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
<h1>${escapeMarkup(title)}</h1>
<div class="drawing" tabindex="0" role="region" aria-label="${escapeMarkup(title)}">
${drawSvg(placed, options)}</div>
<h2>${words.findings}</h2>
${list}
</html>
`;
}

function describe({ severity, message, mend, path }: Finding, word: string): string {
  return `<li><span class="${severity}">${word}</span> ${escapeMarkup(message)} ${escapeMarkup(mend)}<br><code>${escapeMarkup(path === '' ? '/' : path)}</code></li>`;
}
