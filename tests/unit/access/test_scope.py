import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError


def test_an_officer_names_himself():
    with pytest.raises(AccessError):
        Scope(Viewer.OFFICER)


def test_a_branch_head_names_the_branch():
    with pytest.raises(AccessError):
        Scope(Viewer.BRANCH_HEAD)


@pytest.mark.parametrize(
    ("scope", "may"),
    [
        (OPERATOR, True),
        (Scope(Viewer.BRANCH_HEAD, frozenset({"B1"})), True),
        (Scope(Viewer.BRANCH_HEAD, frozenset({"B2"})), False),
        (Scope(Viewer.REGIONAL_MANAGER), False),
        (Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1"), False),
    ],
)
def test_only_the_branch_head_changes_the_branch(scope, may):
    if may:
        scope.require_edit("B1")
    else:
        with pytest.raises(AccessError, match="B1"):
            scope.require_edit("B1")


def test_a_regional_manager_sees_every_branch_but_no_household():
    scope = Scope(Viewer.REGIONAL_MANAGER)
    assert scope.sees_branch("B9")
    assert not scope.sees_households
