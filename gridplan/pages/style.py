"""The few rules of style that Streamlit lacks: a quiet heading, tiles, plain tables, cards for a thumb."""

STYLE = """<style>
.block-container { padding: 3.4rem 1.6rem 2rem; max-width: 1600px; }
.gp-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1rem; margin-bottom: .1rem; }
.gp-head h1 { font-size: 1.45rem; padding: 0; margin: 0; font-weight: 700; }
.gp-head span { color: #5a6672; font-size: .86rem; }
.gp-head .gp-mark { background: #fff4d6; border: 1px solid #d9a514; color: #5f4700; border-radius: 4px;
  padding: .05rem .5rem; font-weight: 600; }
.gp-tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(116px, 1fr)); gap: .55rem; }
.gp-tile { border: 1px solid #d8dde2; border-radius: 8px; padding: .5rem .7rem; background: #fff; }
.gp-tile b { display: block; font-size: 1.4rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.gp-tile span { font-size: .84rem; color: #1d2b38; }
.gp-tile small { display: block; font-size: .74rem; color: #5a6672; font-variant-numeric: tabular-nums; }
.gp-table { width: 100%; border-collapse: collapse; font-size: .86rem; }
.gp-table th { text-align: right; color: #5a6672; font-weight: 600; padding: .25rem .4rem;
  border-bottom: 1px solid #c5ccd3; }
.gp-table td { text-align: right; padding: .28rem .4rem; border-bottom: 1px solid #eceff2;
  font-variant-numeric: tabular-nums; }
.gp-table th:first-child, .gp-table td:first-child { text-align: left; white-space: nowrap; }
.gp-table tr.gp-now td { background: #fdf0f6; }
.gp-chip { display: inline-block; width: .85rem; height: .85rem; border-radius: 3px; border: 1px solid rgba(0,0,0,.35);
  margin-right: .4rem; vertical-align: -.1rem; }
.gp-bad { color: #b30000; font-weight: 700; }
.gp-finding { border-left: 4px solid #d9a514; padding: .1rem .6rem; margin: .35rem 0; font-size: .86rem; }
.gp-finding.gp-E { border-color: #b30000; }
.gp-finding.gp-I { border-color: #8a94a0; }
.gp-finding small { color: #5a6672; display: block; }
.gp-card { padding: .1rem 0; font-size: 1.02rem; line-height: 1.5; }
.gp-card b { font-size: 1.1rem; }
.gp-card small { color: #49545f; font-size: .9rem; }
.gp-care { display: inline-block; border-radius: 10px; padding: 0 .6rem; color: #fff;
  font-size: .85rem; font-weight: 600; }
.gp-loads { display: grid; gap: .5rem; }
.gp-load { display: grid; grid-template-columns: 1fr auto; font-size: .88rem; }
.gp-load b { font-variant-numeric: tabular-nums; }
.gp-load small { color: #5a6672; grid-column: 1 / 3; }
.gp-bar { grid-column: 1 / 3; position: relative; height: .7rem; background: #eceff2; border-radius: 4px;
  overflow: hidden; }
.gp-bar i { display: block; height: 100%; }
/* the hours available are two thirds of a bar */
.gp-bar u { position: absolute; left: 66.67%; top: 0; height: 100%; border-left: 2px solid #1d2b38; }
.gp-way { margin: 0; font-size: .92rem; color: #5a6672; }
.gp-way b { color: inherit; text-decoration: underline; text-underline-offset: .2em; }
.gp-post { font-size: .86rem; margin: .3rem 0 .7rem; }
.gp-post ul { margin: .15rem 0; padding-left: 1.2rem; }
.gp-post small { color: #5a6672; }
.gp-step { font-size: 1.12rem; font-weight: 650; margin: .6rem 0 0; padding: 0; }
.gp-note { color: #5a6672; }
.gp-picture { width: 100%; height: auto; }
.gp-scroll { overflow-y: auto; border: 1px solid #d8dde2; border-radius: 8px; padding: .1rem .5rem; }
/* Streamlit's own grey is too pale to be read by everybody */
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: #5a6672; opacity: 1; }
.gp-wide { overflow-x: auto; }
.gp-wide td { white-space: nowrap; }
/* a head of several English words takes several lines; a Chinese word stays whole */
.gp-wide th { word-break: keep-all; vertical-align: bottom; }
.gp-today h2 { font-size: 1rem; margin: 0; padding: 0; font-weight: 600; }
.gp-today ul { margin: .2rem 0 .3rem; padding-left: 1.1rem; font-size: .9rem; line-height: 1.45; }
.gp-today small { color: #5a6672; font-size: .78rem; }
.gp-figure { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.gp-histogram ol { display: flex; align-items: flex-end; gap: 2px; height: 4.2rem; margin: .3rem 0 0; padding: 0;
  list-style: none; border-bottom: 1px solid #8a94a0; }
.gp-histogram li { flex: 1; margin: 0; background: #5f86a8; }
.gp-histogram li.gp-here { background: #d5007f; }
.gp-histogram > div { display: flex; justify-content: space-between; color: #49545f; }
ol.gp-months { padding: 0 !important; }
.gp-months { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: .3rem; margin: 0; padding: 0;
  list-style: none; align-items: end; }
.gp-months li { margin: 0; text-align: center; font-size: .74rem; font-variant-numeric: tabular-nums; }
.gp-months i { display: block; background: #2c7fb8; min-height: 1px; }
.gp-months i.gp-unknown { height: 1.2rem; background: repeating-linear-gradient(45deg, #c5ccd3 0 2px, #fff 2px 6px); }
.gp-months b, .gp-months small, .gp-months em { display: block; }
.gp-months small, .gp-months em { color: #49545f; font-size: .7rem; min-height: 1rem; font-style: normal; }
[data-testid="stPageLink"] p { color: #1d5f8a; text-decoration: underline; }
/* read aloud, not shown */
.gp-aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.gp-circle i { background: #7a5195; }
.gp-road i { background: #2c7fb8; }
.st-key-trail button { text-decoration: underline; }
/* the browser's own CSV of a table knows neither formulas nor the audit; files are taken away by our exports */
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Download as CSV"]) { display: none; }
@media (max-width: 640px) {
  .block-container { padding: 4.6rem .8rem 2rem; }
  .gp-tiles { grid-template-columns: 1fr 1fr; }
  .stButton button, .stDownloadButton button { min-height: 3rem; font-size: 1.02rem; }
}
</style>"""
