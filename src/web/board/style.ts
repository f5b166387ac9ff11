/** The look of the board, in the page itself: one request, and nothing to wait for. Colours are those of `kit/tokens.css`. */
export const style = `
:root{--paper:#faf8f3;--sheet:#fffdf9;--line:#e3dccd;--ink:#1f2a2e;--soft:#48534f;--bamboo:#2f7d6b;--deep:#235f52;--bar:#a9cfc2}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;background:var(--paper)}
body{margin:0;color:var(--ink);background:var(--paper);overflow-wrap:break-word;font:400 1rem/1.65 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei UI","Microsoft YaHei","HarmonyOS Sans SC","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif}
h1,h2,h3,p,ul,ol,dl,dd,table{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--deep);text-underline-offset:.2em}
a:focus-visible,summary:focus-visible{outline:2px solid var(--bamboo);outline-offset:3px;border-radius:2px}
.head{background:var(--bamboo);color:#fff}
.head>div{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;max-width:62rem;margin:auto;padding:.75rem 1.25rem}
.head a{color:#fff;padding:.5rem 0}
.head strong{font-weight:600;letter-spacing:.05em}
.head nav{display:flex;gap:1.25rem;margin-left:auto}
main{max-width:62rem;margin:auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.75rem;line-height:2.25rem;font-weight:600}
h2{font-size:1.2rem;line-height:1.75rem;font-weight:600;margin-bottom:.5rem}
.lead{color:var(--soft);margin-top:.25rem}
section{margin-top:2.25rem}
.month{font-size:1.2rem;font-weight:600;margin-top:1.5rem}
.bigs{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin-top:.75rem}
.bigs>div{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
.bigs dt{color:var(--soft);font-size:.9375rem}
.bigs dd{font-size:1.6rem;line-height:2.25rem;font-weight:600}
table{width:100%;border-collapse:collapse;background:var(--sheet)}
th,td{padding:.5rem .75rem;border-bottom:1px solid var(--line);text-align:left;font-weight:400;vertical-align:top}
thead th{color:var(--soft);font-size:.9375rem}
thead>tr>*{border-bottom-color:#878272}
td.n,th.n{text-align:right}
td.n{white-space:nowrap}
.bar{width:45%}
.bar span{display:block;height:.9rem;margin-top:.4rem;background:var(--bar);border-radius:2px;min-width:2px}
.wide{overflow-x:auto;margin:0}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:0 2rem}
.says>div{display:flex;justify-content:space-between;gap:1rem;padding:.5rem .75rem;background:var(--sheet);border-bottom:1px solid var(--line)}
.answers li{background:var(--sheet);border:1px solid var(--line);border-left:4px solid var(--bamboo);border-radius:.25rem;padding:.75rem 1rem;margin-top:.75rem}
.answers h3{font-size:1rem;font-weight:600}
.answers p{white-space:pre-line}
.small{color:var(--soft);font-size:.875rem;line-height:1.5}
.links{display:flex;flex-wrap:wrap;gap:.25rem .5rem}
.links a,.links strong{display:inline-block;padding:.4rem .75rem;border:1px solid var(--line);border-radius:.25rem;background:var(--sheet);text-decoration:none}
.links strong{border-color:var(--bamboo);color:var(--deep)}
.places{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.5rem;margin-top:.5rem}
.places a{display:block;padding:.75rem 1rem;background:var(--sheet);border:1px solid var(--line);border-radius:.25rem;text-decoration:none}
.places a:hover,.links a:hover{border-color:var(--bamboo)}
.how p+p{margin-top:.4rem}
@media (max-width:36rem){.bar{display:none}h1{font-size:1.5rem}.bigs{grid-template-columns:1fr 1fr}.bigs dd{font-size:1.25rem}th,td{padding:.5rem .375rem}.wide{font-size:.875rem}.wide thead th{font-size:.8125rem}main{padding-left:1rem;padding-right:1rem}.wide th,.wide td,.wide td.n{padding:.5rem .25rem;white-space:normal}.head nav{margin-left:0}}
@media (prefers-color-scheme:dark){:root{--paper:#14191a;--sheet:#1b2122;--line:#333c3d;--ink:#ece7db;--soft:#c2c6bd;--deep:#93d3c2;--bar:#3b7a6b}.head{background:#1d3a34}}
@page{size:A4;margin:14mm}
@media print{:root{--paper:#fff;--sheet:#fff;--line:#bbb;--ink:#000;--soft:#333;--bar:#a9cfc2}.no-print,.head nav{display:none}.head{background:none;color:#000;border-bottom:2px solid #000}body{font-size:10.5pt}main{padding:.5rem 0 0}.bigs dd{font-size:1.25rem}.head>div{padding:.5rem 0}main,.head>div{max-width:none}section{margin-top:1.25rem}tr,.answers li,.bigs>div{break-inside:avoid}h2{break-after:avoid}.bar span{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`
