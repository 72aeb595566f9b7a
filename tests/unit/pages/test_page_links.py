"""The links of the menu lead to the pages that were offered, and to no other."""

import pytest
import streamlit as st

from gridplan.pages import page_links
from gridplan.pages.page_links import page_wanted, show_links

TITLES = {"overview": "总览", "coverage": "覆盖与渗透"}


@pytest.fixture
def shown(monkeypatch):
    given = {}
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {"lang": "en", "role": "branch_head", "indicator": "penetration"})
    monkeypatch.setattr(page_links, "_component", lambda: lambda **told: given.update(told))
    show_links(TITLES, "coverage", "页面")
    return given


def _told(shown, told):
    st.session_state[shown["key"]] = {"page": told}
    shown["on_page_change"]()
    return page_wanted()


def test_a_link_that_is_opened_beside_keeps_language_and_role(shown):
    assert [page["address"] for page in shown["data"]["pages"]] == [
        "overview?lang=en&role=branch_head",
        "coverage?lang=en&role=branch_head",
    ]
    assert shown["data"]["current"] == "coverage"


def test_a_click_is_followed_once(shown):
    assert _told(shown, "overview") == "overview"
    assert page_wanted() == ""


@pytest.mark.parametrize("told", ["staff", "", None, 1, ["overview"], {"page": "overview"}])
def test_no_page_is_opened_that_was_not_offered(shown, told):
    assert _told(shown, told) == ""
