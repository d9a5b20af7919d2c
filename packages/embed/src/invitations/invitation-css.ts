/** Looks of an invitation: a card above the launcher, in its shadow root, with its colours. */
export const invitationCss = `
.invitation{position:absolute;inset-block-end:calc(100% + 12px);box-sizing:border-box;inline-size:max-content;max-inline-size:min(300px,100vw - 2*var(--beside-inset-inline,20px));padding:16px;border:1px solid light-dark(#dcdfe8,#3a4154);border-radius:16px;background:light-dark(#fff,#232838);color:light-dark(#1b1e27,#f0f2f8);font:400 15px/1.45 var(--beside-font,system-ui,sans-serif);text-align:start;word-break:keep-all;overflow-wrap:anywhere;box-shadow:0 2px 6px #0002,0 12px 32px #0003;animation:beside-rise .24s cubic-bezier(.2,.8,.2,1)}
.invitation p{margin:0}
.invitation .title{padding-inline-end:32px;font-size:16px;font-weight:650;line-height:1.35}
.invitation .text{margin-block-start:4px;color:light-dark(#535b6e,#b4bbcc)}
.invitation button{box-sizing:border-box;min-block-size:44px;border:0;border-radius:22px;font:inherit;cursor:pointer;touch-action:manipulation}
.invitation .accept{margin-block-start:14px;padding:8px 18px;background:var(--beside-accent,#3654d8);color:var(--beside-on-accent,#fff);font-weight:600}
@supports (color:color(from red xyz-d65 calc(x * 1) y z)){.invitation .accept{color:var(--beside-on-accent,color(from var(--beside-accent,#3654d8) xyz-d65 calc(.9505*clamp(0,(.179 - y)*99999,1)) clamp(0,(.179 - y)*99999,1) calc(1.089*clamp(0,(.179 - y)*99999,1))))}}
.invitation .dismiss{position:absolute;inset-block-start:4px;inset-inline-end:4px;inline-size:44px;padding:10px;background:none;color:inherit}
.invitation .dismiss:hover{background:light-dark(#eef0f6,#333a4e)}
.invitation svg{display:block;inline-size:24px;block-size:24px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round}
.invitation button:focus-visible{outline:3px solid light-dark(#1b1e27,#fff);outline-offset:2px}
@keyframes beside-rise{from{opacity:0;translate:0 8px}}
@media(forced-colors:active){.invitation,.invitation .accept{border:2px solid ButtonText}}
@media(prefers-reduced-motion:reduce){.invitation{animation:none}}`;
