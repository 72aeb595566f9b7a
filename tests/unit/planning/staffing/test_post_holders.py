import geopandas as gpd
import pandas as pd
import pytest

from gridplan.model.registers import REGISTERS, Registers, empty_register
from gridplan.model.words import Post, Role
from gridplan.planning.staffing.post_holders import with_post_holders

GRIDS = ["A-1", "A-2", "A-3", "B-1"]
UNITS = pd.Series({f"u{grid}": grid for grid in GRIDS})


def _table(name, rows):
    return pd.DataFrame(rows, columns=list(REGISTERS[name].columns)) if rows else empty_register(name)


def _held(staff, *, ties=(), heads=None, former=None, spare=(), away=(), leaves=()):
    grids = pd.DataFrame({"branch_id": ["A", "A", "A", "B"], "workload_h": [30.0, 20.0, 10.0, 20.0]}, index=GRIDS)
    people = {"A1": "A", "A2": "A", "B1": "B", "B2": "B", **dict.fromkeys([*spare, *away], "A")}
    officers = pd.DataFrame({"branch_id": people.values(), "utilisation": 0.5}, index=list(people))
    serving = [(grid, f"{grid[0]}{k}", role, "kept") for grid in GRIDS for k, role in ((1, "primary"), (2, "backup"))]
    return with_post_holders(
        pd.DataFrame(serving, columns=["grid_id", "officer_id", "role", "why"]),
        grids,
        officers.assign(on_leave=officers.index.isin(away)),
        gpd.GeoDataFrame(index=["A", "B", "C"], geometry=gpd.points_from_xy([0, 1, 9], [0, 0, 0]), crs="EPSG:4550"),
        Registers(
            office_staff=_table("office_staff", staff),
            relations=_table("relations", ties),
            leaves=_table("leaves", leaves),
        ),
        units=UNITS,
        heads=pd.Series(heads or {}).reindex(GRIDS).fillna("").astype(str),
        day="2026-03-10",
        former=former,
    )


def _of(table, role):
    rows = table[table["role"] == role]
    return rows.set_index("grid_id")["officer_id"].to_dict()


def _staff(post, *people):
    return [(who, who[0], str(post), "") for who in people]


def test_who_serves_stands_first_with_the_own_post():
    rows = _held([])
    assert rows["role"].tolist() == ["primary", "backup"] * 4
    assert rows.loc[rows["officer_id"] == "A1", "post"].eq(str(Post.GRID_LEAD)).all()
    assert rows.loc[rows["officer_id"] == "A2", "post"].eq(str(Post.MAINTENANCE_ASSISTANT)).all()


def test_a_reviewer_on_leave_is_not_taken():
    staff = _staff(Post.RISK_REVIEWER, "A-r", "A-s", "B-r", "B-away")
    rows = _held(staff, leaves=[("A-r", "2026-03-01", ""), ("A-s", "2026-04-01", "")], away=["B-away"])
    assert _of(rows, "reviewer") == {"A-1": "A-s", "A-2": "A-s", "A-3": "A-s", "B-1": "B-r"}


def test_where_the_only_reviewer_is_away_the_nearest_branch_helps():
    leave = [("A-r", "2026-03-01", "2026-03-31")]
    assert _of(_held(_staff(Post.RISK_REVIEWER, "A-r", "B-r"), leaves=leave), "reviewer")["A-1"] == "B-r"


def test_a_post_that_nobody_holds_is_left_open():
    rows = _held(_staff(Post.RISK_REVIEWER, "A-r"))
    assert set(rows["role"]) == {"primary", "backup", "reviewer"}


def test_reviewers_of_a_branch_share_the_work_out_and_the_only_one_takes_all():
    rows = _held(_staff(Post.RISK_REVIEWER, "A-r", "A-s", "B-r"))
    assert _of(rows, "reviewer") == {"A-1": "A-r", "A-2": "A-s", "A-3": "A-s", "B-1": "B-r"}
    assert rows[rows["role"] == "reviewer"].set_index("grid_id").at["B-1", "why"] == "holds_post"


def test_who_has_ties_does_not_review_nor_supervise_and_the_nearest_branch_helps():
    staff = [*_staff(Post.RISK_REVIEWER, "A-r", "B-r", "C-r"), *_staff(Post.BRANCH_HEAD, "A-h", "B-h")]
    ties = [("A-r", "uA-1", "kin"), ("A-h", "uA-2", "native_of_unit")]
    rows = _held(staff, ties=ties, heads={"A-1": "A-h", "A-2": "A-h"})
    assert _of(rows, "reviewer") == {"A-1": "B-r", "A-2": "A-r", "A-3": "A-r", "B-1": "B-r"}
    assert _of(rows, "supervisor") == {"A-1": "A-h", "A-2": "B-h", "A-3": "A-h", "B-1": "B-h"}
    why = rows.set_index(["grid_id", "role"])["why"]
    assert why["A-1", "reviewer"] == why["A-2", "supervisor"] == "nearest_branch"
    assert why["A-1", "supervisor"] == "heads_block"


def test_nobody_reviews_what_he_serves_assists_or_supervises():
    rows = _held([*_staff(Post.RISK_REVIEWER, "A1", "A-a"), *_staff(Post.MARKETING_ASSISTANT, "A-a")])
    assert _of(rows, "reviewer") == {}
    assert set(_of(rows, "assistant")) == {"A-1", "A-2", "A-3"}


def test_a_grid_has_an_assistant_for_marketing_and_another_for_maintenance():
    staff = [*_staff(Post.MARKETING_ASSISTANT, "A-m", "A-x"), *_staff(Post.MAINTENANCE_ASSISTANT, "A-n")]
    rows = _held(staff)
    mine = rows[(rows["role"] == str(Role.ASSISTANT)) & (rows["grid_id"] == "A-1")]
    assert dict(zip(mine["post"], mine["officer_id"], strict=True)) == {
        "marketing_assistant": "A-m",
        "maintenance_assistant": "A-n",
    }
    assert not rows.duplicated(["grid_id", "officer_id", "role"]).any()
    # two thirds of the hours to one of them would be no balance
    market = rows[rows["post"] == str(Post.MARKETING_ASSISTANT)]
    assert market["officer_id"].value_counts().to_dict() == {"A-m": 1, "A-x": 2}


@pytest.mark.parametrize(("names", "assists"), [({"spare": ["A3"]}, True), ({"away": ["A3"]}, False)])
def test_an_officer_without_a_grid_assists_unless_on_leave(names, assists):
    rows = _held([], **names)
    assert _of(rows, "assistant") == (dict.fromkeys(GRIDS[:3], "A3") if assists else {})


def test_who_held_a_role_before_keeps_it():
    former = pd.DataFrame(
        [("A-1", "A-s", "reviewer", "risk_reviewer")], columns=["grid_id", "officer_id", "role", "post"]
    )
    staff = _staff(Post.RISK_REVIEWER, "A-r", "A-s")
    assert _of(_held(staff), "reviewer")["A-1"] == "A-r"
    assert _of(_held(staff, former=former), "reviewer")["A-1"] == "A-s"


def test_the_order_of_the_tables_does_not_matter():
    staff = _staff(Post.RISK_REVIEWER, "A-r", "A-s", "A-t", "B-r")
    assert _held(staff).equals(_held(staff[::-1]))
