"""The front door: `streamlit run app.py` opens the county that `GRIDPLAN_WORKSPACE` names, or the demo county."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from gridplan.pages import MENU
from gridplan.web.gate import Gate
from gridplan.web.headers import Headers
from gridplan.web.incidents import show_incident
from gridplan.web.opening import opening
from gridplan.web.routes import routes
from gridplan.web.shell import Shell
from gridplan.web.site import Site

site = Site.from_environment()
app = st.App(
    MENU,
    routes=routes(site),
    middleware=[Middleware(Headers, site=site), Middleware(Gate, site=site), Middleware(Shell)],
    lifespan=opening(site, "gridplan.pages.beginning"),
    on_script_error=show_incident,
)
