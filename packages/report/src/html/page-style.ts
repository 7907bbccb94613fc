/** How the page looks: light, dark and on paper. Colours never say anything that words do not. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f7f9;--ink:#1c2330;--soft:#59616e;--line:#d9dee5;--link:#0b57b0;--good:#1b6b35;--good-ground:#e8f4ec;--bad:#b3201b;--bad-ground:#fbeae9;--warn:#855200;--warn-ground:#fcf1dc;--open:#6b35ab;--open-ground:#f2ebfb}
@media (prefers-color-scheme:dark){:root{--ground:#14181f;--panel:#1b2029;--ink:#e8ebf0;--soft:#a6aebb;--line:#323a47;--link:#7db3ff;--good:#7ed397;--good-ground:#16291d;--bad:#ff938b;--bad-ground:#351a1a;--warn:#f2bd6b;--warn-ground:#2f2412;--open:#c9a6ff;--open-ground:#261b36}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header,main,footer{max-width:92rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}
section{content-visibility:auto;contain-intrinsic-size:auto 30rem}
h2{font-size:1.25rem;margin:2.75rem 0 .4rem;scroll-margin-top:3.5rem}
h3{font-size:1rem;font-weight:600;margin:0}
p{margin:.3rem 0;max-width:70ch}
.lead,.about,footer{color:var(--soft)}
.about{font-size:.875rem}
a{color:var(--link)}
nav{position:sticky;top:0;z-index:3;background:var(--ground);border-bottom:1px solid var(--line)}
nav ul{max-width:92rem;margin:0 auto;padding:.6rem 1.5rem;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;z-index:9;background:var(--ground);padding:.5rem}
:focus-visible{outline:3px solid var(--link);outline-offset:-3px}
dl.totals{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.25rem 0}
dl.totals div{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem;min-width:7rem}
dt{color:var(--soft);font-size:.875rem}dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
dd.error{color:var(--bad)}dd.warning{color:var(--warn)}dd.undecided{color:var(--open)}
.scroll{overflow:auto;max-height:80vh;contain:content;border:1px solid var(--line);border-radius:.5rem}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.8125rem}
th,td{padding:.4rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{position:sticky;top:0;z-index:2;background:var(--panel);font-weight:600}
tbody tr:last-child>*{border-bottom:0}
[role=grid] th[scope=row]{position:sticky;left:0;z-index:1;background:var(--ground);font-weight:500;min-width:11rem;max-width:22rem;overflow-wrap:anywhere}
[role=grid] td{cursor:pointer;white-space:nowrap}
[role=grid] td.silent{color:var(--soft);cursor:auto}
.survives,.upheld{color:var(--good);background:var(--good-ground)}
.lost,.error{color:var(--bad);background:var(--bad-ground)}.lost{font-weight:700}
.warning{color:var(--warn);background:var(--warn-ground)}
.unknown,.undecided{color:var(--open);background:var(--open-ground)}
.note,.waived,.plain{color:var(--soft);background:var(--panel)}
dd.error,dd.warning,dd.undecided{background:none}
.tag{display:inline-block;border-radius:.3rem;padding:0 .45rem;font-size:.8125rem}
.filter{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin:.8rem 0;border:0;padding:0}
.filter input[type=search]{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:.4rem;padding:.35rem .6rem;min-width:18rem}
ul.findings{list-style:none;padding:0}
.findings li{border-top:1px solid var(--line);padding:.9rem 0}
pre{background:var(--panel);border-radius:.4rem;padding:.6rem .8rem;overflow:auto;font:.8125rem/1.45 ui-monospace,monospace;margin:.5rem 0}
details>summary{cursor:pointer;font-weight:600;margin:.8rem 0}
.picture{overflow:auto;max-height:80vh;contain:content}
dialog{width:min(60rem,94vw);max-height:86vh;border:1px solid var(--line);border-radius:.7rem;background:var(--ground);color:var(--ink);padding:0 1.5rem 1.5rem}
dialog::backdrop{background:#0008}
dialog form{position:sticky;top:0;display:flex;justify-content:flex-end;background:var(--ground);padding:1rem 0 .3rem}
dialog h2{margin:0}
dialog article{border-top:1px solid var(--line);margin-top:.9rem;padding-top:.9rem}
button{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--soft);border-radius:.4rem;padding:.25rem .8rem;cursor:pointer}
footer{padding:3rem 1.5rem 2rem;font-size:.875rem}
[hidden]{display:none!important}
@media print{
:root{color-scheme:light;--ground:#fff;--panel:#f4f4f4;--ink:#000;--soft:#333;--line:#aaa;--link:#000;--good:#000;--good-ground:#fff;--bad:#000;--bad-ground:#eee;--warn:#000;--warn-ground:#fff;--open:#000;--open-ground:#fff}
body{font-size:10pt}header,main,footer{max-width:none;padding:0}
nav,.filter,.skip,dialog,.hint{display:none}
.scroll,.picture{overflow:visible;max-height:none;border:0}
thead th,[role=grid] th[scope=row]{position:static}
table{font-size:8pt}th,td{padding:.15rem .3rem;white-space:normal!important}
tr,.findings li,pre{break-inside:avoid}h2,h3{break-after:avoid}
section{content-visibility:visible}
.scroll,.picture{contain:none}
pre{white-space:pre-wrap}
@page{margin:15mm;size:A4 landscape}
}`;
