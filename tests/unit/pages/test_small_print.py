import pytest
import streamlit as st

from gridplan.pages.small_print import small_print


@pytest.fixture
def sent(monkeypatch):
    sent = []
    monkeypatch.setattr(st, "html", sent.append)
    return sent


def test_head_text_and_what_is_set_off_stand_in_one_line(sent):
    small_print("· 3 grids", head="Ranking", strong="92 %")
    assert sent == ["<p class='gp-line'><b>Ranking</b> · 3 grids <b>92 %</b></p>"]


def test_a_name_stays_text(sent):
    small_print("<img src=x>", head="<b>", strong="'\"")
    assert "<img" not in sent[0]
    assert "<b><b>" not in sent[0]
