/** Looks of what a search found; for a sheet of its own, because it stands in the root of home. */
export const searchBoxCss = `
.found:empty{display:none}
.found{display:flex;flex-direction:column;gap:var(--_space-1);margin:0;padding:var(--_space-1);border:1px solid var(--_border);border-radius:var(--_radius);background-color:light-dark(var(--_surface),var(--_raised));box-shadow:var(--_shadow);list-style:none}
.found [role=option]{display:flex;flex-direction:column;justify-content:center;min-block-size:44px;padding:var(--_space-2) var(--_space-3);border-radius:var(--_radius-small);cursor:pointer}
.found [role=option]:hover{background-color:var(--_hover)}
.found [aria-selected=true]{background-color:var(--_accent-soft);outline:2px solid var(--_accent-text);outline-offset:-2px}
.found .kind{color:var(--_muted);font-size:var(--_size-tiny)}
.said:not(:empty){padding:0 var(--_space-1);color:var(--_muted);font-size:var(--_size-small)}
.searching [data-choice]{display:none}
@media(forced-colors:active){.found [aria-selected=true]{outline-color:Highlight}}
`;
