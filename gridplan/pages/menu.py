"""The first script of every visit: who is it, which pages are theirs, and then the page itself."""

from __future__ import annotations

import streamlit as st

from gridplan.locale import LANGUAGES, gettext
from gridplan.pages import ICON, PAGES
from gridplan.pages.choices import choose
from gridplan.pages.entrance import farewell, welcome


def main() -> None:
    """Build the menu and run the chosen page."""
    st.set_page_config(page_title="GridPlan", page_icon=str(ICON), layout="wide")
    with st.sidebar:
        lang = choose("lang", "语言 Language", list(LANGUAGES), LANGUAGES.__getitem__, across=True)
    guest = welcome(lang)
    farewell(guest, lang)
    theirs = [page for page in PAGES if guest.scope is None or guest.scope.viewer in page.viewers]
    pages = [
        st.Page(page.path, title=gettext(page.title, lang), url_path=page.name, default=page is theirs[0])
        for page in theirs
    ]
    if pages:
        st.navigation(pages, position="top").run()
    else:
        st.info(gettext("There is no page for your role yet", lang))


main()
