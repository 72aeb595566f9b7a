"""The views of roles and posts are what scopes let their holders see."""

import pytest

from gridplan.access.aggregates import K_EXPORT
from gridplan.access.scope import Scope, Viewer
from gridplan.model.role_views import role_views, view_of_post
from gridplan.model.words import Post

SCOPES = {
    "branch_head": Scope(Viewer.BRANCH_HEAD, branch_ids=frozenset({"B1"})),
    "regional_manager": Scope(Viewer.REGIONAL_MANAGER),
    "officer": Scope(Viewer.OFFICER, officer_id="B1-1"),
    "risk_reviewer": Scope(Viewer.RISK_REVIEWER),
}


def test_every_post_has_a_view():
    assert set(view_of_post()) == {str(post) for post in Post}


@pytest.mark.parametrize("role", SCOPES)
def test_a_view_shows_households_to_those_whom_the_scope_lets_see_them(role):
    shown = role_views()[role]["households"] not in {"none", "review_only"}
    assert shown == SCOPES[role].sees_households


@pytest.mark.parametrize("role", SCOPES)
def test_who_sees_no_households_is_told_of_no_group_below_k(role):
    least = role_views()[role]["aggregates_k"]
    assert least == (1 if SCOPES[role].sees_households else K_EXPORT)


def test_a_role_is_a_viewer_or_has_no_account():
    assert set(role_views()) - {str(viewer) for viewer in Viewer} == {"key_person", "assistant"}
