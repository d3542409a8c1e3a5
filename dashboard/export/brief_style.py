"""How the brief looks on paper: black, white and a few greys, so that any office printer and copier keeps it legible."""

STYLE = """
@page { margin: 11mm 14mm 15mm; }
html { font-size: 8.8pt; line-height: 1.3; }
h1 { font-size: 19pt; line-height: 1.1; margin: 0; }
h2 { font-size: 10.5pt; margin: 2.6mm 0 0.9mm; border-bottom: 0.4pt solid #111; padding-bottom: 0.4mm; break-after: avoid; }
h3 { font-size: 8.8pt; line-height: 1.25; margin: 1.4mm 0 0.6mm; break-after: avoid; }
p { margin: 0 0 1mm; }
ul, ol { margin: 0; padding-left: 4.5mm; }
li { margin-bottom: 0.5mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 8.2pt; line-height: 1.22; }
th, td {
  box-sizing: border-box; text-align: left; vertical-align: top; padding: 0.55mm 1.5mm 0.55mm 0;
  border-bottom: 0.3pt solid #aaa; font-weight: 400;
}
thead th { font-size: 7.8pt; color: #444; border-bottom: 0.5pt solid #111; padding-top: 0; }
table + p, table + .more { margin-top: 1mm; }
tr { break-inside: avoid; }
b { font-weight: 700; }
.page-second { break-before: page; }
.page-second h2:first-child, .standing h2:first-child, .half h2:first-child { margin-top: 0; }
.kicker { font-size: 8pt; color: #333; margin: 0 0 1.5mm; }
.kicker .right { float: right; }
.level { color: #333; }
.headline { font-size: 10.6pt; line-height: 1.28; margin: 1.6mm 0 1mm; }
.soft, .note { font-size: 7.8pt; color: #333; }
.columns { margin-top: 2mm; }
.map { float: left; width: 38mm; }
.map p { line-height: 1.2; }
.map svg + svg { margin-top: -1mm; }
.map svg { width: 38mm; height: auto; display: block; }
.map + .standing { margin-left: 43mm; }
.clear { clear: both; }
.half { float: left; width: 87.5mm; }
.half + .half { margin-left: 6mm; }
.halves { margin-top: 3mm; }
.scale { width: 100%; height: auto; display: block; margin: 0.5mm 0; }
.bars td, .bars th { border: 0; padding: 0.25mm 1.5mm 0.25mm 0; line-height: 1.2; }
.bars .name { width: 50%; }
.bars .track { width: 32%; padding-top: 0.6mm; }
.bars .track svg { display: block; width: 100%; height: 2.6mm; }
.bars .points { width: 18%; text-align: right; padding-right: 0; }
.pillars .name { width: 40%; }
.pillars .points { width: 28%; }
.box { display: inline-block; width: 2.6mm; height: 2.6mm; border: 0.5pt solid #111; vertical-align: -0.3mm; }
.gaps .who { width: 36%; }
.gaps .tick { width: 4.5mm; }
.services .type { width: 27%; }
.projects .name { width: 32%; }
.projects .by { width: 21%; }
.projects .place { width: 14%; }
.more { font-size: 7.8pt; color: #333; margin-top: 0.6mm; }
.results .figure { text-align: right; width: 26%; padding-right: 0; }
.sources { font-size: 7.6pt; line-height: 1.25; }
.qr { float: left; width: 28mm; }
.qr svg { width: 28mm; height: 28mm; display: block; margin-left: -2mm; }
.rests { margin-left: 29mm; }
.address { overflow-wrap: anywhere; word-break: break-all; font-size: 7.2pt; color: #111; }
"""
