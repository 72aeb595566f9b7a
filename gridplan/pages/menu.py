"""The first script of every visit: who is it, which pages are theirs, and then the page itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from gridplan.locale import LANGUAGES, gettext
from gridplan.pages import PAGES
from gridplan.pages.choices import PAGE, choose
from gridplan.pages.entrance import farewell, welcome
from gridplan.pages.night import offer_night
from gridplan.pages.page_links import page_wanted, show_links


def main() -> None:
    """Build the menu and run the chosen page."""
    st.set_page_config(page_title="GridPlan", layout="wide")
    st.session_state[PAGE] = ""
    with st.sidebar:
        # a page that is loaded anew, and a link that is sent to somebody, keep the language
        lang = choose(
            "lang", "语言 Language", list(LANGUAGES), LANGUAGES.__getitem__, across=True, link="lang", quiet=True
        )
        offer_night(lang)
    guest = welcome(lang)
    farewell(guest, lang)
    theirs = [page for page in PAGES if guest.scope is None or guest.scope.viewer in page.viewers]
    titles = {page.name: gettext(page.title, lang) for page in theirs}
    pages = {page.name: st.Page(page.path, title=titles[page.name], url_path=page.name) for page in theirs}
    if not pages:
        st.info(gettext("There is no page for your role yet", lang))
        return
    first = next(iter(pages.values()))
    chosen = st.navigation([_home(first), *pages.values()], position="hidden")
    if wanted := page_wanted():
        st.switch_page(pages[wanted])
    st.session_state[PAGE] = chosen.url_path
    show_links(titles, chosen.url_path, gettext("App pages", lang))
    chosen.run()


def _home(first: st.Page) -> st.Page:
    """Go on from the bare address: the page that stands there by default has no address of its own to link to."""
    going_on = partial(st.switch_page, first, query_params=st.query_params.to_dict())
    return st.Page(going_on, title="GridPlan", url_path="home", default=True, visibility="hidden")


main()
