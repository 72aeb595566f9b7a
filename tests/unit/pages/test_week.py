"""An officer's week as the page tells it."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
from streamlit.testing.v1 import AppTest

from gridplan.locale import gettext
from gridplan.model.registers import Registers
from gridplan.pages.week import without

TODAY = date(2026, 11, 26)


def _page(frame, visits, today):
    from gridplan.pages.week import show_week  # noqa: PLC0415 # runs as a page of its own

    show_week(frame, visits, today)


def test_a_week_has_its_slot_its_promises_and_its_visits():
    plan = SimpleNamespace(
        units=pd.DataFrame({"name": ["<b>东村"]}, ["u1"]),
        households=pd.DataFrame({"due": ["", "2026-11-20", "2026-11-26", "2026-11-27", "9999-12-31"]}),
        posts=pd.DataFrame({"officer_id": ["o1"], "visits_week": [48.0], "visit_days": [3.0]}),
        registers=Registers(
            stations=pd.DataFrame({"officer_id": ["o1"], "unit_id": ["u1"], "weekday": [4], "hours": [2.0]})
        ),
    )
    frame = SimpleNamespace(scope=SimpleNamespace(officer_id="o1"), plan=plan, say=lambda text: gettext(text, "zh"))
    visits = pd.DataFrame({"officer_id": ["o1", "o1", "o2"], "day": ["2026-11-24", "2026-11-16", "2026-11-24"]})
    page = AppTest.from_function(_page, args=(frame, visits, TODAY)).run()
    assert not page.exception
    tile, table = (one.proto.body for one in page.get("html"))
    assert "<b>1</b>" in tile
    assert "48" in tile
    rows = table.split("<tr")[2:]
    assert len(rows) == 7
    assert "<td></td><td>1</td>" in rows[1]
    # what is overdue is for today
    assert "gp-now" in rows[3]
    assert "&lt;b&gt;东村 · 2 小时</td><td>2</td><td></td>" in rows[3]
    assert "<td>1</td><td></td>" in rows[4]


def test_an_empty_column_says_why():
    plan = SimpleNamespace(households=pd.DataFrame({"due": ["", ""]}), registers=Registers())
    frame = SimpleNamespace(scope=SimpleNamespace(officer_id="o1"), plan=plan)
    told = without(frame)
    assert len(told) == 2
    assert all(gettext(text, "zh") != text for text in told)
    plan.households["due"] = "2026-11-26"
    plan.registers = Registers(
        stations=pd.DataFrame({"officer_id": ["o1"], "unit_id": ["u1"], "weekday": [4], "hours": [2.0]})
    )
    assert without(frame) == []
