from dataclasses import replace

import pandas as pd
import pytest

from gridplan.model.registers import REGISTERS
from gridplan.pages.load_bars import COLOURS, colour_of, team_of
from tests.unit.maps.drawn_town import drawn_town


@pytest.mark.parametrize(
    ("share", "place"), [(0.0, 0), (0.69, 0), (0.70, 1), (0.90, 1), (0.91, 2), (1.0, 2), (1.01, 3), (9.0, 3)]
)
def test_a_bar_is_green_where_rule_s04_is_content_and_red_beyond_the_hours(share, place):
    assert colour_of(share) == COLOURS[place]


def test_who_is_on_loan_stands_at_both_branches():
    plan = drawn_town()
    loans = pd.DataFrame([("B1-1", "B2", 0.4, "2020-01-01", "", "")], columns=list(REGISTERS["loans"].columns))
    plan = replace(plan, registers=replace(plan.registers, loans=loans))
    there, home = team_of(plan, "B2"), team_of(plan, "B1")
    assert there.loc["B1-1", ["branch_id", "lent_in"]].tolist() == ["B1", 0.4]
    assert there.index[-1] == "B1-1"
    assert home.loc["B1-1", ["lent_in", "lent_out"]].tolist() == [0.0, 0.4]
    assert "B1-1" not in team_of(plan, "B3").index
