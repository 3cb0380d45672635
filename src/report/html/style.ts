/** The report's style sheet: one column, light and dark by the reader's setting, legible on a phone and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1d2330;--muted:#5b6474;--page:#fff;--card:#f5f6f9;--line:#d8dce5;--accent:#1f5fbf;
--proved:#14713d;--holds:#0b6b84;--refuted:#8a3fa8;--open:#8a5a00;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--text:#e4e7ee;--muted:#9ba4b5;--page:#14171d;--card:#1d222b;--line:#353c49;--accent:#7fb0f5;
--proved:#5fcf90;--holds:#5cc4e0;--refuted:#d096ea;--open:#e3b352;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.35rem;margin:3rem 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:2rem 0 .5rem}
h4{font-size:.95rem;margin:1.4rem 0 .3rem}
p,ul,dl{max-width:46rem;margin:.5rem 0}
a{color:var(--accent)}
.lead{font-size:1.08rem;color:var(--muted)}
.muted,figcaption{color:var(--muted);font-size:.88rem}
sub,sup{font-size:.72em;line-height:0}
code,pre{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;font-size:.84em}
code{background:var(--card);padding:.1em .35em;border-radius:4px;overflow-wrap:anywhere}
pre{margin:.5rem 0;line-height:1.35}
.scroll{overflow-x:auto;max-width:100%}
.scroll pre{background:var(--card);border-radius:8px;padding:.8rem 1rem;width:max-content;min-width:100%}
.counts{display:flex;flex-wrap:wrap;gap:.6rem;margin:1.2rem 0;padding:0;list-style:none;max-width:none}
.counts li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.5rem .9rem;min-width:6.5rem}
.counts b{display:block;font-size:1.6rem;line-height:1.2}
.counts span{font-size:.85rem;color:var(--muted)}
table{border-collapse:collapse;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem;border-bottom:1px solid var(--line)}
td{font-variant-numeric:tabular-nums}
thead th{font-size:.8rem;color:var(--muted);font-weight:600}
.verdicts{width:100%}
.verdicts td:first-child,.verdicts td:nth-child(3){white-space:nowrap}
.verdicts td:nth-child(4){min-width:15rem}
.family th{background:var(--card);font-size:.85rem}
.sides th{font-weight:normal}
.badge{display:inline-block;border:1px solid currentColor;border-radius:999px;padding:0 .55em;font-size:.8rem;font-weight:600;white-space:nowrap}
.proved{color:var(--proved)}.holds{color:var(--holds)}.refuted{color:var(--refuted)}.open,.inconclusive{color:var(--open)}
.not-applicable{color:var(--muted)}.bad,.missed{color:var(--bad)}
dl.words{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1rem}
dl.words dd{margin:0}
.claim{border:1px solid var(--line);border-radius:10px;margin:.7rem 0;padding:.2rem 1rem}
.claim[open]{padding-bottom:1rem}
.claim>summary{padding:.5rem 0;font-weight:600}
.claim>summary .badge{margin-left:.4rem}
summary{cursor:pointer}
.facts{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:.35rem 1rem;max-width:none;font-size:.93rem}
.facts dt{color:var(--muted)}
.facts dd{margin:0;overflow-wrap:anywhere}
.story{border-left:3px solid var(--line);padding-left:1rem;margin:.6rem 0}
.statement{font-size:1.05rem;max-width:none}
.problems{border:1px solid var(--bad);border-radius:10px;padding:.3rem 1.2rem;color:var(--bad);max-width:none}
figure{margin:.8rem 0}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem}
.plots figure{background:var(--card);border-radius:10px;padding:.8rem 1rem;margin:0}
.plots svg{display:block;width:100%;height:auto;margin-top:.5rem}
.tree{font:13px system-ui,sans-serif;display:block}
.tree text{fill:var(--text)}
.tree .odds{fill:var(--muted);font-size:12px}
.tree .turn,.tree .payoff{text-anchor:middle}
.tree .turn{fill:var(--page);font-weight:600}
.tree .edge{fill:none;stroke:var(--line);stroke-width:1.6}
.tree .decision{fill:var(--accent)}
.tree .chance{fill:var(--page);stroke:var(--open);stroke-width:2}
.tree .reward{fill:var(--card);stroke:var(--line)}
footer{margin-top:3rem;padding-bottom:3rem;color:var(--muted);font-size:.9rem}
@media(max-width:44rem){
.facts,dl.words{grid-template-columns:minmax(0,1fr);gap:0 1rem}.facts dd,dl.words dd{margin-bottom:.5rem}
.verdicts thead{display:none}.verdicts tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
.verdicts td:nth-child(n),.verdicts th{display:block;min-width:0;border:0;padding:.1rem 0}
.verdicts td[data-name]::before{content:attr(data-name) ": ";color:var(--muted);font-size:.85rem}
.claim{padding:.2rem .7rem}.story{padding-left:.6rem}}
@media print{:root{color-scheme:light;--text:#000;--muted:#444;--page:#fff;--card:#f5f6f9;--line:#bbb;--accent:#1f5fbf}
body{font-size:10.5pt}details::details-content{content-visibility:visible;display:block;height:auto}
.plots figure,.story,.claim>summary,tr{break-inside:avoid}.scroll{overflow:visible}.scroll pre{white-space:pre-wrap;width:auto}}
`;
