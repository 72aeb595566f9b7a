"""The app: `streamlit run app.py`. It opens the county that `GRIDPLAN_WORKSPACE` names, or the demo county."""

from __future__ import annotations

import streamlit as st

from gridplan.locale import gettext
from gridplan.pages import ICON, PAGES
from gridplan.pages.frame import language

st.set_page_config(page_title="GridPlan", page_icon=str(ICON), layout="wide")
lang = language()
pages = [
    st.Page(page.path, title=gettext(page.title, lang), url_path=page.name, default=page is PAGES[0]) for page in PAGES
]
st.navigation(pages, position="top").run()
