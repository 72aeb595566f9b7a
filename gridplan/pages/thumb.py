"""Style of the page that is used outdoors with one thumb: large targets, full contrast, a form at the lower edge."""

THUMB = """<style>
.gp-three { grid-template-columns: 1fr 1fr 1fr !important; }
.gp-three .gp-tile { padding: .35rem .5rem; border-color: #66727e; }
.gp-three .gp-tile small, .gp-card small { color: #1d2b38; }
.gp-three em { color: #00644b; font-style: normal; font-weight: 700; }
.gp-card { color: #000; }
.stMain .stButton button, [data-testid="stDialog"] button, .stMain [data-testid="stExpander"] summary,
.stMain [data-baseweb="select"] > div { min-height: 3rem; }
[data-testid="stDialog"] [data-testid^="stBaseButton-pills"] { font-size: 1.05rem; border-color: #66727e; }
@media (max-width: 640px) {
  [data-testid="stDialog"] > div { align-items: flex-end !important; }
  [data-testid="stDialog"] [role="dialog"] { margin: 0 !important; width: 100% !important; max-width: 100% !important; }
}
</style>"""
