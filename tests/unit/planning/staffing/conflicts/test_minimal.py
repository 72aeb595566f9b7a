from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gridplan.model.roster import Hard, Rule
from gridplan.planning.staffing.conflicts.minimal import minimal_conflict

RULES = [Rule(Hard.CAPACITY, officer=o) for o in range(8)]


@given(st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_set_is_in_conflict_and_none_of_it_can_be_left_out(cores):
    def conflict(rules):
        asked = {rule.officer for rule in rules}
        return any(core <= asked for core in cores)

    found = minimal_conflict(RULES, conflict) if conflict(RULES) else []
    assert conflict(found)
    assert not any(conflict(list(some)) for some in combinations(found, len(found) - 1))
