"""Who is wanted: first visits, what was agreed, what is overdue."""

import pandas as pd
import pytest

from gridplan.model.visits import NEVER
from gridplan.pages.household_filter import wanted

TODAY = "2026-11-26"


@pytest.fixture
def households():
    """Not yet visited, tried today, agreed for today, overdue, met and due later, moved away, not eligible."""
    due = ["", "2026-11-27", TODAY, "2026-11-20", "2027-01-01", NEVER, ""]
    rows = pd.DataFrame({"due": due, "visited": [False, False, True, True, True, False, False]}, list("abcdefg"))
    return rows.assign(list=["eligible"] * 6 + ["excluded"], residence="at_home", segment="farm")


@pytest.mark.parametrize(("whom", "who"), [("now", "acd"), ("first", "abf"), ("overdue", "d"), ("all", "abcdefg")])
def test_the_list_is_about_those_who_are_wanted(households, whom, who):
    assert "".join(households.index[wanted(households, whom, TODAY)]) == who
