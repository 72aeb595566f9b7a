"""Where the few rules of style lie that Streamlit lacks: the browser fetches them once, no run of a page sends them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_FILE = Path(__file__).parent / "assets" / "page.css"
#: Changes with what is in it; `gridplan.web.page_style` answers there.
ADDRESS = f"/style/{sha256(_FILE.read_bytes()).hexdigest()[:16]}.css"
STYLE = f'<style>@import url("{ADDRESS}");</style>'
