"""What the ranking is told by the browser: a place that was shown is taken, and nothing else."""

import pytest
import streamlit as st

from gridplan.pages.cover.drill import take_pressed


@pytest.mark.parametrize(("told", "taken"), [("G1", ["G1"]), ("G9", []), (7, []), ({"id": "G1"}, []), (None, [])])
def test_only_a_place_that_was_shown_is_taken(monkeypatch, told, taken):
    monkeypatch.setattr(st, "session_state", {"ranked": {"mark": told}})
    got = []
    take_pressed("ranked", "mark", frozenset({"G1", "G2"}), got.append)
    assert got == taken
