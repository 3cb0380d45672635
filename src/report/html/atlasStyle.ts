/** What the atlas page adds to the report's style: the matrix, and cells that open over it. */
export const ATLAS_STYLE = `
main{max-width:92rem}
.matrix{font-size:.85rem}
.matrix th,.matrix td{padding:.2rem .45rem;white-space:nowrap}
.matrix .start{border-left:2px solid var(--line)}
.matrix tbody th{font-weight:normal;text-align:left}
.matrix thead th{position:sticky;top:0;background:var(--page)}
.mark{display:inline-block;min-width:1.5em;text-align:center;border-radius:5px;font-weight:700;text-decoration:none;
font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;background:var(--card)}
.mark.refuted{border:1px solid currentColor}
.mark:hover,.mark:focus{outline:2px solid currentColor}
.absent{color:var(--muted)}
.differs{outline:2px solid var(--bad);border-radius:8px;padding:.1rem .35rem}
.cell{display:none}
.cell:target{display:block;position:fixed;z-index:2;inset:4vh 4vw auto auto;width:min(56rem,92vw);max-height:90vh;overflow:auto;
background:var(--page);border:2px solid var(--accent);border-radius:12px;padding:1rem 1.4rem;box-shadow:0 8px 40px #0006}
.cell .close{float:right}
.new td,.new th{padding:.15rem .7rem}
@media print{.cell{display:none}}
`;
