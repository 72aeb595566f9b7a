"""Lines that the browser draws with their buttons: a long list is one part of the page, not one a button."""

from __future__ import annotations

import streamlit as st

#: Draws a ranking or findings, as `ranking.js` reads them.
lines = st.components.v2.component("gridplan.ranking", js="ranking.js", css="ranking.css")
