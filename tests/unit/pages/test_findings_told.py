"""What is listed beside the map, and what the browser may ask to be shown there."""

import pytest
import streamlit as st

from gridplan.pages.findings import MOST
from gridplan.pages.findings_told import point_pressed, tell
from gridplan.pages.map_tools import POINT


def _about(planned, kind, identity):
    return planned.findings.head(3).assign(object_type=kind, object_id=identity)


def test_each_finding_tells_what_it_is_about_and_where(planned):
    found = _about(planned, "grid", "B1-G01")
    made = tell(found, planned, "B1", "en")
    assert [row["message"] for row in made.rows] == list(found["message_en"])
    assert all(row["mend"].endswith(f"rule {row['rule']}") for row in made.rows)
    assert [made.units[row["id"]] for row in made.rows] == [_units(planned, "B1-G01")] * 3


def _units(planned, grid):
    return list(planned.units.index[planned.units["grid_id"] == grid])


def test_what_lies_nowhere_has_no_button_and_more_than_are_listed_are_counted(planned):
    found = _about(planned, "county", "nowhere")
    made = tell(found.loc[found.index.repeat(MOST)], planned, "B1", "zh")
    assert {row["id"] for row in made.rows} == {""}
    assert (len(made.rows), made.number) == (MOST, 3 * MOST)


@pytest.mark.parametrize(("told", "shown"), [("grid|G1", ["u1"]), ("grid|G2", None), (["grid|G1"], None), (None, None)])
def test_the_browser_is_shown_what_was_listed_and_nothing_else(monkeypatch, told, shown):
    session = {"list": {"show": told}}
    monkeypatch.setattr(st, "session_state", session)
    point_pressed("list", {"grid|G1": ["u1"]})
    assert session.get(POINT, {}).get("units") == shown
