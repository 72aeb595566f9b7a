import pandas as pd

from gridplan.storage.exports.rows import duty_rows, first, household_rows, unit_rows
from tests.unit.maps.drawn_town import drawn_town


def test_names_stand_right_beside_their_ids():
    plan = drawn_town()
    for rows, key, named in (
        (household_rows(plan, "zh"), "grid_id", "grid_name"),
        (duty_rows(plan, "zh"), "officer_id", "officer_name"),
        (unit_rows(plan, "zh"), "branch_id", "branch_name"),
    ):
        columns = rows.columns.tolist()
        assert columns[columns.index(key) + 1] == named
        assert rows[named].notna().all()


def test_what_only_the_plan_reckons_with_stays_out():
    assert "road_m" not in household_rows(drawn_town(), "zh")


def test_columns_that_are_not_there_cannot_be_put_in_front():
    assert first(pd.DataFrame(columns=["a", "b", "c"]), ["c", "x"]).columns.tolist() == ["c", "a", "b"]
