import numpy as np
import pytest

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.locks import BlockedError, held_units
from tests.unit.planning.zoning.engine.lattices import lattice


def fixed(**units):
    label = np.full(9, -1)
    for name, grid in units.items():
        label[int(name[1:])] = grid
    return label


def test_nothing_is_held_where_nothing_is_fixed():
    assert (held_units(lattice(3, 3, 2)) == -1).all()


def test_the_shortest_way_between_fixed_units_is_held():
    held = held_units(lattice(3, 3, 2, fixed=fixed(u0=1, u2=1)))
    assert held.tolist() == [1, 1, 1, -1, -1, -1, -1, -1, -1]


def test_the_way_leads_round_units_of_other_grids():
    held = held_units(lattice(3, 3, 2, fixed=fixed(u0=1, u2=1, u1=0)))
    assert held.tolist() == [1, 0, 1, 1, 1, 1, -1, -1, -1]


def test_several_fixed_units_are_all_joined():
    held = held_units(lattice(3, 3, 2, fixed=fixed(u0=0, u2=0, u6=0, u8=0)))
    assert (held >= 0).sum() >= 7


def test_fixed_units_behind_a_wall_are_refused():
    with pytest.raises(BlockedError) as refusal:
        held_units(lattice(3, 3, 2, fixed=fixed(u0=1, u2=1, u1=0, u4=0, u7=0)))
    assert refusal.value.grid == 1
    assert isinstance(refusal.value, InfeasibleError)
