"""Whose is a place: branch and officers of a grid or a unit, all branches of a town."""

from gridplan.pages.whose import Whose, name_of, whose


def test_a_grid_and_its_units_are_those_of_its_officers(planned):
    grid = planned.grids[planned.grids["kind"] == "base"].iloc[0]
    names = planned.officers["name"]
    wanted = Whose(
        planned.branches["name"][grid["branch_id"]], names[grid["primary_officer_id"]],
        names.get(grid["backup_officer_id"], ""),
    )  # fmt: skip
    unit = planned.units.index[planned.units["grid_id"] == grid.name][0]
    assert whose(planned, "grid", str(grid.name)) == wanted
    assert whose(planned, "unit", str(unit)) == wanted


def test_a_branch_is_its_own(planned):
    assert whose(planned, "branch", "B1") == Whose("一支行", "", "")


def test_a_town_names_every_branch_that_has_units_there(planned):
    assert whose(planned, "town", "小镇").branch == "一支行、二支行、三支行"


def test_an_unknown_place_is_nobodys(planned):
    assert whose(planned, "unit", "nowhere") == Whose("", "", "")
    assert whose(planned, "grid", "nowhere") == Whose("", "", "")


def test_names(planned):
    assert name_of(planned, "branch", "B1") == "一支行"
    assert name_of(planned, "town", "小镇") == "小镇"
    grid = str(planned.grids.index[0])
    assert name_of(planned, "grid", grid).startswith(grid)
