import pandas as pd

from gridplan.planning.service_areas.allocation import allocate
from tests.unit.planning.service_areas.roads import branches, points, walking


def _neighbours(*pairs, cut=()):
    rows = [(a, b, (a, b) in cut) for a, b in pairs]
    return pd.DataFrame(rows, columns=["unit_a", "unit_b", "cut"])


def test_each_unit_goes_to_the_branch_that_reaches_it_soonest():
    places = points((0, 0), (1_000, 0), (9_000, 0), (10_000, 0))
    chain = _neighbours(("p0", "p1"), ("p1", "p2"), ("p2", "p3"))
    own = allocate(places, branches((0, 0), (10_000, 0)), walking(2), walking(2), chain)
    assert own.tolist() == ["B1", "B1", "B2", "B2"]


def test_what_the_bank_has_said_stands():
    places = points((0, 0), (1_000, 0), own=["B2", ""])
    own = allocate(places, branches((0, 0), (10_000, 0)), walking(2), walking(2), _neighbours(("p0", "p1")))
    assert own["p0"] == "B2"


def test_a_light_piece_behind_a_barrier_goes_to_the_branch_next_door():
    places = points((0, 0), (1_000, 0), (4_000, 0), (10_000, 0))
    pairs = (("p0", "p1"), ("p1", "p2"), ("p2", "p3"))
    wall = _neighbours(*pairs, cut=(("p1", "p2"),))
    own = allocate(places, branches((0, 0), (10_000, 0)), walking(2), walking(2), wall)
    assert own.tolist() == ["B1", "B1", "B2", "B2"]


def test_a_piece_that_is_heavy_enough_for_a_grid_stays():
    places = points((0, 0), (1_000, 0), (4_000, 0), (10_000, 0)).assign(households=[100.0, 100.0, 900.0, 100.0])
    pairs = (("p0", "p1"), ("p1", "p2"), ("p2", "p3"))
    wall = _neighbours(*pairs, cut=(("p1", "p2"),))
    own = allocate(places, branches((0, 0), (10_000, 0)), walking(2), walking(2), wall)
    assert own.tolist() == ["B1", "B1", "B1", "B2"]


def test_an_island_without_neighbours_keeps_its_branch():
    places = points((0, 0), (1_000, 0), (3_000, 0), (10_000, 0))
    own = allocate(places, branches((0, 0), (10_000, 0)), walking(2), walking(2), _neighbours(("p0", "p1")))
    assert own["p2"] == "B1"


def test_names_and_order_change_nothing():
    places = points((0, 0), (1_000, 0), (4_000, 0), (10_000, 0))
    chain = _neighbours(("p0", "p1"), ("p1", "p2"), ("p2", "p3"))
    own = allocate(places, branches((0, 0), (10_000, 0)), walking(2), walking(2), chain)
    turned = allocate(places.iloc[::-1], branches((0, 0), (10_000, 0)), walking(2), walking(2), chain)
    assert turned.loc[own.index].equals(own)
