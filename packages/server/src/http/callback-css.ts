/** Sheet of the pages behind links; a file of its own because the pages allow no inline style. */
export const CALLBACK_CSS = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #566170; --paper: #f6f4ef; --card: #fff; --line: #8a8f98; --accent: #1f5f4f; --on: #fff; --warn: #a12622; --note: #e7f0ec; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --soft: #a7b0bc; --paper: #15181d; --card: #1e2329; --line: #6d7580; --accent: #7fd1b9; --on: #10201b; --warn: #ff9d97; --note: #20352f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, "Noto Sans KR", sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
main { inline-size: min(36rem, 100%); margin-inline: auto; padding: 1.25rem 1rem 3rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; color: var(--soft); }
h1 { margin: 1rem 0; font-size: clamp(1.5rem, 6vw, 2rem); line-height: 1.25; letter-spacing: -0.02em; }
h2 { margin: 0 0 .5rem; font-size: 1.125rem; }
p { margin: 0 0 .75rem; }
section { margin-block-start: 1rem; padding: 1rem 1.1rem; border-radius: .875rem; background: var(--card); }
dl { display: grid; gap: .75rem; margin: 0; }
dt { color: var(--soft); font-size: .875rem; }
dd { margin: 0; font-weight: 600; }
.digits { font-size: 1.5rem; letter-spacing: .15em; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); font-weight: 400; font-size: .875rem; }
.note { padding: .75rem 1rem; border-inline-start: .25rem solid var(--accent); border-radius: .5rem; background: var(--note); }
.problem { border-color: var(--warn); }
label { display: block; margin-block-end: .25rem; }
select, button { min-block-size: 2.75rem; inline-size: 100%; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .625rem; background: var(--card); color: inherit; font: inherit; }
button { margin-block-start: .75rem; border-color: transparent; background: var(--accent); color: var(--on); font-weight: 600; cursor: pointer; }
button.quiet { border-color: var(--warn); background: transparent; color: var(--warn); }
a { color: var(--accent); display: inline-block; padding-block: .25rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`.trimStart();
