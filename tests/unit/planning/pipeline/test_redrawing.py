import pandas as pd

from gridplan.model.draft_steps import Assign, Deed, Hold, Named, sum_up
from gridplan.model.words import Declared, GridType
from gridplan.planning.pipeline import redraw
from gridplan.planning.pipeline.one_branch import of_branch
from gridplan.planning.zoning.drawing.moving import merge
from gridplan.planning.zoning.drawing.special import draw_special, erase_special
from gridplan.planning.zoning.drawing.splitting import split
from tests.unit.planning.zoning.drawing.grounds import at, ground


def _steps(plan):
    """Split, then merge what is left, and draw a market over it."""
    cut = split(ground(plan), [at(0.1, 1.5), at(1.9, 1.5)])
    rest = [grid for grid in ground(plan, cut).grids if grid != "B1-G01"]
    joined = merge(ground(plan, cut), rest[:1], "B1-G01")
    return [
        cut,
        joined,
        draw_special(ground(plan, cut, joined), [at(0.2, 0.2), at(0.7, 0.2), at(0.7, 0.7)], "夜市", GridType.MARKET),
    ]


def test_a_draft_leads_to_a_whole_plan(planned):
    drawn = sum_up(_steps(planned))
    plan = redraw(planned, drawn, "B1")
    base = plan.grids[plan.grids["kind"] == "base"]
    assert set(base.index) == set(plan.units["grid_id"])
    assert plan.units["grid_id"].loc[list(drawn.grid_of)].to_dict() == dict(drawn.grid_of)
    assert (base["primary_officer_id"] != "").all()
    assert plan.grids.at["B1-S02", "name"] == "夜市"
    assert set(plan.grids.at["B1-S02", "parents"].split(",")) <= set(base.index)
    assert plan.grids.at["B1-S01", "merchants_n"] == planned.grids.at["B1-S01", "merchants_n"]
    assert base["households"].sum() == len(plan.households)


def test_a_branch_alone_tells_the_same_as_the_whole_county(planned):
    drawn = sum_up(_steps(planned))
    whole, part = redraw(planned, drawn, "B1"), redraw(of_branch(planned, "B1"), drawn, "B1")
    mine = whole.grids[whole.grids["branch_id"] == "B1"]
    columns = ["units_n", "households", "workload_h", "deviation", "primary_officer_id", "backup_officer_id"]
    pd.testing.assert_frame_equal(mine[columns], part.grids.loc[mine.index, columns], check_dtype=False)
    ids = {"B1", *mine.index, *part.units.index, *part.officers.index}
    said = [
        {(row.rule, row.object_id, row.message_en) for row in plan.findings.itertuples() if row.object_id in ids}
        for plan in (whole, part)
    ]
    assert said[0] == said[1]


def test_a_lock_is_declared_and_taken_back(planned):
    locked = redraw(planned, sum_up([Hold(Deed.LOCK, "B1-G01")]), "B1")
    assert set(locked.registers.declared(Declared.LOCK)) == {"B1-G01"}
    assert ground(locked).locked == {"B1-G01"}
    again = redraw(locked, sum_up([Hold(Deed.UNLOCK, "B1-G01")]), "B1")
    assert not again.registers.declared(Declared.LOCK)


def test_a_grid_that_the_draft_changed_is_not_declared_locked(planned):
    unit = planned.units.index[planned.units["grid_id"] == "B1-G01"][0]
    steps = [Assign(Deed.MOVE, {unit: "B1-G02"}), Hold(Deed.LOCK, "B1-G01")]
    assert not redraw(planned, sum_up(steps), "B1").registers.declared(Declared.LOCK)


def test_special_grids_that_were_erased_are_gone(planned):
    assert "B1-S01" not in redraw(planned, sum_up([erase_special(ground(planned), "B1-S01")]), "B1").grids.index


def test_a_name_by_hand_stays_until_the_grid_is_no_more(planned):
    named = redraw(planned, sum_up([Named(Deed.NAME, "B1-G01", "东片"), Named(Deed.NAME, "B1-S01", "老街")]), "B1")
    assert named.grids.loc[["B1-G01", "B1-S01"], "name"].tolist() == ["东片", "老街"]
    others = named.grids.index.drop(["B1-G01", "B1-S01"])
    assert named.grids["name"][others].equals(planned.grids["name"][others])
    later = redraw(named, sum_up(_steps(named)), "B1")
    assert later.grids.loc[["B1-G01", "B1-S01"], "name"].tolist() == ["东片", "老街"]
    gone = redraw(named, sum_up([Named(Deed.NAME, "B1-G77", "nowhere")]), "B1")
    assert gone.grids["name"].equals(named.grids["name"])


def test_a_special_grid_inside_one_unit_lies_over_its_grid_and_moves_no_household(planned):
    inside = draw_special(ground(planned), [at(0.2, 0.2), at(0.7, 0.2), at(0.7, 0.7)], "夜市", GridType.MARKET)
    plan = redraw(planned, sum_up([inside]), "B1")
    (beneath,) = plan.units.index[plan.units.intersects(plan.grids.geometry[inside.grid_id].buffer(-1))]
    assert plan.grids.at[inside.grid_id, "parents"] == plan.units.at[beneath, "grid_id"]
    assert plan.households["grid_id"].equals(planned.households["grid_id"])
