/** Colours of a drawing; texts have at least 4.5 : 1 on what they stand on, in light and dark. */
export const DRAWING_STYLE = `
.beside-flow{--ground:#f7f8fa;--box:#fff;--line:#c6ccd6;--ink:#1b2430;--soft:#566173;--way:#7b8698;
--menu:#2f6fdb;--form:#7a4fd0;--article:#0f7f74;--condition:#8a6a00;--action:#b4442c;--end:#4d5a6b;--wrong:#c02626;--doubt:#a15c00;
font-family:system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif}
@media (prefers-color-scheme:dark){.beside-flow{--ground:#12161d;--box:#1c232d;--line:#3d4858;--ink:#eef2f7;--soft:#a9b4c4;--way:#8290a5;
--menu:#6ea2ff;--form:#b393ff;--article:#4cc3b5;--condition:#d9b23c;--action:#ff8f73;--end:#9aa7b8;--wrong:#ff7b72;--doubt:#f0a63c}}
.beside-flow .ground{fill:var(--ground)}
.beside-flow .box{fill:var(--box);stroke:var(--line)}
.beside-flow .condition .box{stroke-dasharray:5 3}
.beside-flow .menu .bar{fill:var(--menu)}.beside-flow .form .bar{fill:var(--form)}.beside-flow .article .bar{fill:var(--article)}
.beside-flow .condition .bar{fill:var(--condition)}.beside-flow .action .bar{fill:var(--action)}.beside-flow .end .bar{fill:var(--end)}
.beside-flow .head{fill:var(--soft);font-size:11.5px}
.beside-flow .label{fill:var(--ink);font-size:14px;font-weight:600}
.beside-flow .edge path{fill:none;stroke:var(--way);stroke-width:1.5}
.beside-flow .edge.otherwise path{stroke-dasharray:6 4}
.beside-flow .arrow{fill:var(--way)}
.beside-flow .edge-label{fill:var(--soft);font-size:12px}
.beside-flow .plate{fill:var(--ground)}
.beside-flow .wrong .box{stroke:var(--wrong);stroke-width:2.5}.beside-flow .doubtful .box{stroke:var(--doubt);stroke-width:2.5}
.beside-flow .mark circle{fill:var(--wrong)}.beside-flow .doubtful .mark circle{fill:var(--doubt)}
.beside-flow .mark text{fill:var(--box);font-size:12px;font-weight:700}
@media (forced-colors:active){.beside-flow .box,.beside-flow .edge path{stroke:CanvasText}.beside-flow text{fill:CanvasText}}
`.replaceAll('\n', '');
