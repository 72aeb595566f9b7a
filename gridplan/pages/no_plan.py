"""A county without a plan: what is missing, and the way to bring it."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from gridplan.locale import gettext
from gridplan.maps.text import safe


def invite(lang: str) -> NoReturn:
    """
    Tell that there is no plan yet, lead to the page where tables are brought, and end this one.

    Parameters
    ----------
    lang
        `zh` or `en`.
    """
    st.info(gettext("There is no plan yet: bring the county's tables first, then make one", lang))
    st.html(f'<a href="/import_files?lang={lang}" target="_self">{safe(gettext("Import", lang))}</a>')
    st.stop()
