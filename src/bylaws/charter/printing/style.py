"""How a printed charter looks as HTML: one style sheet within the file, for screens and for paper."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --soft: #5b5852; --line: #cfcac0; --page: #fffdf9;
    --link: #1b5e4b }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece8e0; --soft: #b4aea3; --line: #4a4640; --page: #191816; --link: #8fd3bd }
}
* { box-sizing: border-box }
html { background: var(--page); color: var(--ink);
    font: 1.0625rem/1.55 Charter, "Bitstream Charter", Georgia, serif }
body { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: break-word }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 600; break-after: avoid }
h1 { font-size: 2rem; margin: 0.2rem 0 1rem }
h2 { font-size: 1.35rem; margin: 2.6rem 0 0.8rem }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.4rem 0 0.5rem }
p, ul, ol, pre, blockquote, table, dl { margin: 0.7rem 0 }
a { color: var(--link); text-underline-offset: 0.15em }
a.term { color: inherit; text-decoration: underline dotted var(--soft) }
li a { display: inline-block; min-height: 1.5rem }
.soft, .history, .governed, footer, header p { color: var(--soft); font-size: 0.9rem }
nav ol { list-style: none; padding: 0 }
.numbered { position: relative }
.number { color: var(--soft); font-size: 0.8rem; font-variant-numeric: tabular-nums;
    margin-inline-end: 0.6em }
.rule { border-inline-start: 3px solid var(--line); padding: 0.1rem 0 0.1rem 1rem; margin: 1rem 0;
    font-size: 0.95rem }
.rule .label { font-size: 0.85rem; color: var(--soft); margin: 0.2rem 0 }
.rule ul { padding-inline-start: 1.1rem; margin: 0.3rem 0 }
.wide { overflow-x: auto }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.8rem 0.3rem 0; text-align: start;
    vertical-align: top }
pre { white-space: pre-wrap }
code { font-size: 0.85em; overflow-wrap: anywhere }
blockquote { margin-inline: 1rem; color: var(--soft) }
dt { font-weight: 600; margin-top: 0.8rem }
dd { margin: 0.1rem 0 0 }
hr { border: 0; border-top: 1px solid var(--line) }
@media (min-width: 52rem) {
  .numbered > .number { position: absolute; inset-inline-end: calc(100% + 1rem); margin: 0;
    line-height: 1.7rem; white-space: nowrap }
}
@media print {
  @page { margin: 22mm 20mm 20mm }
  @page { @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Georgia, serif;
    color: #555 } }
  :root { --ink: #000; --soft: #444; --line: #aaa; --page: #fff; --link: #000 }
  html { font-size: 10.5pt }
  body { max-width: none; padding: 0 }
  a { text-decoration: none }
  nav { break-after: page }
  .rule li, .history, tr, dt, dd { break-inside: avoid }
  .label { break-after: avoid }
  .numbered > .number { position: static; margin-inline-end: 0.6em }
  p, li { orphans: 3; widows: 3 }
  h2 { margin-top: 1.8rem }
}
"""
POLICY = "'sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() + "'"
"""What a content policy names the style sheet by, so that nothing else in the file may be obeyed."""
