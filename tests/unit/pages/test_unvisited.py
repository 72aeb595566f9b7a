"""Who wants a first visit: the eligible whom nobody has visited, or all of them where no visit is known."""

from gridplan.model.eligibility import is_eligible
from gridplan.pages.today.officer import unvisited


def test_only_the_eligible_who_were_not_visited(planned):
    households = planned.households
    left = unvisited(households)
    assert set(left.index) == set(households.index[is_eligible(households) & ~households["visited"].astype(bool)])


def test_without_marks_nobody_was_visited(planned):
    households = planned.households.drop(columns="visited")
    assert len(unvisited(households)) == is_eligible(households).sum()
