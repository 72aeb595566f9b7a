from gridplan.pages.places import Places


def test_a_finding_is_shown_where_its_object_lies(planned):
    mine = planned.units[planned.units["branch_id"] == "B1"]
    of_grid = list(mine.index[mine["grid_id"] == "B1-G01"])
    places = Places.of(planned, "B1")
    owner = planned.grids.at["B1-G01", "primary_officer_id"]
    assert places.units_of("unit", "u11") == ["u11"]
    assert places.units_of("unit", "u34") == []
    assert places.units_of("grid", "B1-G01") == of_grid
    assert places.units_of("grid", "B1-S01")
    assert set(of_grid) <= set(places.units_of("officer", owner))
    assert places.units_of("branch", "B1") == list(mine.index)
    assert places.units_of("branch", "B2") == []
