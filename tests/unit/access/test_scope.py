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


@pytest.mark.parametrize("viewer", [Viewer.REGIONAL_MANAGER, Viewer.RISK_REVIEWER, Viewer.ADMINISTRATOR])
def test_those_who_see_totals_at_most_get_no_households(viewer):
    with pytest.raises(AccessError, match="households"):
        Scope(viewer).require_households()


@pytest.mark.parametrize(
    "scope",
    [OPERATOR, Scope(Viewer.BRANCH_HEAD, frozenset({"B1"})), Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1")],
)
def test_those_who_work_with_households_see_them(scope):
    scope.require_households()


def test_a_task_is_for_those_named():
    Scope(Viewer.ADMINISTRATOR).require(Viewer.ADMINISTRATOR, Viewer.OPERATOR, task="list accounts")
    with pytest.raises(AccessError, match="regional_manager may not list accounts"):
        Scope(Viewer.REGIONAL_MANAGER).require(Viewer.ADMINISTRATOR, task="list accounts")


def test_scopes_that_differ_share_no_cache():
    scopes = [
        OPERATOR,
        Scope(Viewer.REGIONAL_MANAGER),
        Scope(Viewer.REGIONAL_MANAGER, frozenset({"B1"})),
        Scope(Viewer.BRANCH_HEAD, frozenset({"B1"})),
        Scope(Viewer.BRANCH_HEAD, frozenset({"B1", "B2"})),
        Scope(Viewer.BRANCH_HEAD, frozenset({'B1", "B2'})),
        Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1"),
        Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-2"),
        Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-2", "li"),
    ]
    assert len({scope.cache_key for scope in scopes}) == len(scopes)
    assert Scope(Viewer.BRANCH_HEAD, frozenset({"B2", "B1"})).cache_key == scopes[4].cache_key


def test_only_who_sees_totals_shares_a_view_with_others():
    one, other = (Scope(Viewer.REGIONAL_MANAGER, frozenset({"B1"}), account=name) for name in ("li", "wang"))
    assert one.view_key == other.view_key != Scope(Viewer.REGIONAL_MANAGER, account="li").view_key
    heads = [Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account=name) for name in ("li", "wang")]
    assert len({head.view_key for head in heads}) == len(heads)
    assert one.view_key != heads[0].view_key


def test_a_head_imports_as_long_as_the_county_has_no_other_branch():
    head = Scope(Viewer.BRANCH_HEAD, frozenset({"B1", "B2"}), account="head")
    for branches in ([], ["B1"], ["B1", "B2"]):
        importer = head.as_importer(branches)
        assert (importer.viewer, importer.account) == (Viewer.OPERATOR, "head")
    with pytest.raises(AccessError, match="all branches"):
        head.as_importer(["B1", "B3"])


@pytest.mark.parametrize(
    "viewer", [Viewer.REGIONAL_MANAGER, Viewer.OFFICER, Viewer.RISK_REVIEWER, Viewer.ADMINISTRATOR]
)
def test_nobody_else_imports(viewer):
    with pytest.raises(AccessError):
        Scope(viewer, frozenset({"B1"}), "E1").as_importer([])
