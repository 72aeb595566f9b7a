from itertools import product

import numpy as np
import pytest

from gridplan.model.roster import Hard, Roster, Rule
from gridplan.planning.staffing.conflicts.asking import broken_rules
from gridplan.planning.staffing.roster import GAP, solve_roster


def _roster(seed, *, grids=4, officers=3, room=1.6):
    rng = np.random.default_rng(seed)
    load = rng.integers(1, 9, grids).astype(float)
    hours = np.full(officers, room * load.sum() / officers)
    price = rng.integers(0, 20, (grids, officers)).astype(float)
    apart = np.zeros((officers, officers), dtype=bool)
    apart[0, 1] = apart[1, 0] = seed % 2 == 0
    rules = (Rule(Hard.FORBIDDEN, grid=1, bars=((1, 0),)), Rule(Hard.LOCK, grid=2, officer=1))
    names = tuple(map(str, range(grids))), tuple(map(str, range(officers)))
    loads = np.repeat(load[:, None], officers, axis=1)
    return Roster("r", *names, loads, hours, price, price / 2, 0.2, 30.0, apart, np.full(officers, 2.0), rules)


def _best(roster):
    """Try all answers."""
    each, best = range(len(roster.officers)), np.inf
    pairs = [(a, b) for a in each for b in each if a != b]
    for chosen in product(pairs, repeat=len(roster.grids)):
        owner, backup = (np.array(side) for side in zip(*chosen, strict=True))
        if not broken_rules(roster, roster.hard_rules(), owner, backup):
            best = min(best, roster.value(owner, backup))
    return best


@pytest.mark.parametrize("seed", range(6))
def test_no_answer_is_cheaper_and_all_rules_are_kept(seed):
    roster = _roster(seed)
    roll = solve_roster(roster)
    best = _best(roster)
    if roll is None:
        assert best == np.inf
        return
    assert roll.value <= best * (1 + GAP) + 1e-9
    assert roll.bound <= best + 1e-6
    assert not broken_rules(roster, roster.hard_rules(), np.array(roll.owner), np.array(roll.backup))


def test_a_seed_may_take_another_answer_of_the_same_worth():
    roster = _roster(1)
    rolls = [solve_roster(roster, seed=seed) for seed in (0, 0, 1, 2)]
    assert rolls[0] == rolls[1]
    assert len({round(roll.value, 9) for roll in rolls}) == 1


def test_who_has_no_hours_gets_nothing_and_the_price_is_a_number():
    roster = _roster(3)
    roster.hours[2] = 0.0
    roll = solve_roster(roster)
    assert roll is None or 2 not in {*roll.owner, *roll.backup}
