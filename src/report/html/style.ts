/** The page's one style sheet: a phone, a desk, and paper. Nothing in it is fetched. */
export const STYLE = `
:root { --ink:#17202b; --soft:#566273; --line:#dde2e8; --panel:#f5f7f9; --good:#146c43; --bad:#b3261e; --unsure:#8a5a00;
  --ipv4-only:#b45309; --dual-stack:#8d99a8; --ipv6-preferred:#5b9bd5; --ipv6-only:#0f6e6a; --unknown:#d4d8de; --accent:#0f6e6a; }
* { box-sizing:border-box; }
html { -webkit-text-size-adjust:100%; }
body { margin:0; color:var(--ink); background:#fff; font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif; overflow-wrap:anywhere; }
main { max-width:1080px; margin:0 auto; padding:24px 20px 64px; }
h1 { font-size:1.7rem; line-height:1.2; margin:0 0 4px; letter-spacing:-.01em; }
h2 { font-size:1.2rem; margin:44px 0 12px; padding-top:14px; border-top:2px solid var(--ink); }
h3 { font-size:1rem; margin:24px 0 8px; }
p { margin:6px 0 12px; max-width:72ch; }
code,pre,.mono { font-family:ui-monospace,"SFMono-Regular",Menlo,"DejaVu Sans Mono",monospace; font-size:.86em; }
.soft { color:var(--soft); } .small { font-size:.86rem; }
.verdict { display:flex; gap:14px; align-items:flex-start; margin:20px 0 8px; padding:14px 16px; border-left:6px solid; border-radius:4px; background:var(--panel); }
.verdict b { font-size:1.1rem; white-space:nowrap; }
.tone-good { border-color:var(--good); } .tone-good > b { color:var(--good); }
.tone-bad { border-color:var(--bad); } .tone-bad > b { color:var(--bad); }
.tone-unsure { border-color:var(--unsure); } .tone-unsure > b { color:var(--unsure); }
.tiles { display:grid; grid-template-columns:repeat(auto-fit,minmax(150px,1fr)); gap:12px; margin:18px 0; }
.tile { border:1px solid var(--line); border-radius:6px; padding:10px 14px; }
.tile b { display:block; font-size:1.6rem; line-height:1.25; font-variant-numeric:tabular-nums; }
.tile span { color:var(--soft); font-size:.86rem; }
dl.facts { display:grid; grid-template-columns:max-content minmax(0,1fr); gap:2px 16px; margin:12px 0; font-size:.9rem; }
dl.facts dt { color:var(--soft); } dl.facts dd { margin:0; }
.word { display:inline-block; padding:0 8px; border-radius:10px; font-size:.8rem; line-height:1.5; font-weight:600; white-space:nowrap; color:#fff; background:var(--soft); }
.word.good { background:var(--good); } .word.bad { background:var(--bad); } .word.unsure { background:var(--unsure); }
.word.none { background:none; color:var(--soft); font-weight:400; padding:0; }
table { width:100%; border-collapse:collapse; font-size:.92rem; margin:8px 0; }
th { text-align:left; overflow-wrap:break-word; font-weight:600; color:var(--soft); font-size:.82rem; border-bottom:1px solid var(--ink); padding:4px 14px 4px 0; vertical-align:bottom; }
td { border-bottom:1px solid var(--line); padding:6px 14px 6px 0; vertical-align:top; }
td:first-child,td:nth-child(2) { overflow-wrap:break-word; }
td.num,th.num { text-align:right; font-variant-numeric:tabular-nums; }
.fit { white-space:nowrap; }
.gantt { margin:12px 0; font-size:.88rem; }
.gantt .phase { font-weight:600; margin:14px 0 4px; }
.gantt .row { display:grid; grid-template-columns:minmax(0,200px) minmax(0,1fr) 88px; gap:12px; align-items:center; padding:2px 0; }
.gantt .track { position:relative; height:16px; background:var(--panel); border-radius:3px; overflow:hidden; }
.gantt .bar { position:absolute; top:0; bottom:0; min-width:4px; border-radius:3px; background:var(--soft); }
.bar.done { background:var(--good); } .bar.nothing-to-do { background:#b9c2cd; } .bar.undone { background:var(--unsure); }
.bar.undo-failed { background:var(--bad); } .bar.stopped { background:var(--unsure); } .bar.under-way { background:var(--ipv6-preferred); }
.gantt .dur { text-align:right; color:var(--soft); font-variant-numeric:tabular-nums; white-space:nowrap; }
.ticks { display:flex; justify-content:space-between; color:var(--soft); font-size:.78rem; font-variant-numeric:tabular-nums; margin:4px 100px 0 212px; }
.moments { list-style:none; margin:12px 0; padding:0; font-size:.92rem; }
.moments li { display:grid; grid-template-columns:72px 12px minmax(0,1fr); gap:8px; padding:3px 0; }
.moments time { color:var(--soft); font-variant-numeric:tabular-nums; }
.moments i { width:10px; height:10px; border-radius:50%; margin-top:7px; background:#aeb7c2; }
.moments .good i { background:var(--good); } .moments .bad i { background:var(--bad); } .moments .unsure i { background:var(--unsure); }
.stack { display:flex; height:34px; border-radius:4px; overflow:hidden; margin:3px 0 10px; }
.stack i { display:flex; align-items:center; justify-content:center; font-style:normal; font-size:.84rem; font-weight:600; color:#fff; min-width:22px; }
.s-ipv4-only { background:var(--ipv4-only); } .s-dual-stack { background:var(--dual-stack); } .s-ipv6-preferred { background:var(--ipv6-preferred); }
.s-ipv6-only { background:var(--ipv6-only); } .s-unknown { background:var(--unknown); } .stack .s-unknown { color:var(--ink); } .stack .s-ipv6-preferred,.stack .s-dual-stack { color:var(--ink); }
.legend { display:flex; flex-wrap:wrap; gap:4px 18px; font-size:.86rem; margin:6px 0 14px; }
.legend span { display:inline-flex; align-items:center; gap:6px; }
.legend i { width:12px; height:12px; border-radius:3px; display:inline-block; flex:none; }
figure { margin:18px 0 8px; }
.plot { display:grid; grid-template-columns:44px minmax(0,1fr); grid-template-rows:auto auto; gap:4px 8px; margin:12px 0 4px; }
.plot .y { display:flex; flex-direction:column; justify-content:space-between; text-align:right; color:var(--soft); font-size:.78rem; height:232px; line-height:12px; margin:-6px 0; }
.plot svg { width:100%; height:220px; display:block; overflow:visible; }
.plot .x { grid-column:2; display:flex; justify-content:space-between; color:var(--soft); font-size:.78rem; font-variant-numeric:tabular-nums; }
.plot .grid { stroke:var(--line); stroke-width:1; } .plot path,.plot line { vector-effect:non-scaling-stroke; }
details { border:1px solid var(--line); border-radius:6px; margin:8px 0; padding:0; }
summary { cursor:pointer; padding:8px 12px; font-size:.92rem; }
details.raw-pass { border-width:0 0 1px; border-radius:0; margin:0; } details.raw-pass > summary { padding:5px 4px; }
.because { display:block; padding-left:2px; } .phase.small { margin:14px 0 4px; }
summary .word { margin-right:8px; }
details[open] > summary { border-bottom:1px solid var(--line); }
details > div { padding:8px 12px; }
pre { background:var(--panel); padding:10px; border-radius:4px; white-space:pre-wrap; overflow-wrap:anywhere; margin:8px 0; max-height:420px; overflow:auto; }
.answers { margin:6px 0; padding:0; list-style:none; font-size:.88rem; }
.answers li { padding:2px 0; }
footer { margin-top:48px; border-top:1px solid var(--line); padding-top:12px; color:var(--soft); font-size:.86rem; }
@media (max-width:640px) {
  main { padding:16px 14px 40px; } h1 { font-size:1.35rem; } .tiles { grid-template-columns:1fr 1fr; } .tile b { font-size:1.3rem; }
  .verdict { flex-direction:column; gap:4px; } .verdict b { white-space:normal; }
  .gantt .row { grid-template-columns:minmax(0,1fr) auto; gap:0 8px; padding:4px 0; } .gantt .track { grid-row:2; grid-column:1 / -1; height:12px; } .ticks { margin:4px 0 0; }
  dl.facts { grid-template-columns:1fr; gap:0; } dl.facts dd { margin-bottom:8px; }
  table,tbody,tr,td { display:block; } thead { display:none; }
  tr { border-bottom:1px solid var(--line); padding:8px 0; } td { border:0; padding:1px 0; display:grid; grid-template-columns:92px minmax(0,1fr); gap:8px; }
  td.num { text-align:left; } td::before { content:attr(data-label); color:var(--soft); font-size:.82rem; } td:empty { display:none; } .fit { white-space:normal; }
}
@media print {
  @page { margin:14mm; }
  body { font-size:10.5pt; } main { max-width:none; padding:0; } h2 { margin-top:26px; break-after:avoid; } h3 { break-after:avoid; }
  * { print-color-adjust:exact; -webkit-print-color-adjust:exact; }
  .verdict { flex-direction:column; gap:2px; } figure { display:block; break-inside:avoid; padding-top:8px; }
  tr,.gantt .row,.moments li,.tile,.stack { break-inside:avoid; } pre { max-height:none; overflow:visible; font-size:7.5pt; } thead { display:table-header-group; }
  details.raw-pass > div > pre,details.raw-pass .answers { display:none; }
  details::details-content { content-visibility:visible; block-size:auto; display:block; }
}
`;
