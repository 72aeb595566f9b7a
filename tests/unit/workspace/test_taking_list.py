import json
from datetime import UTC, datetime

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.opening import Workspace
from gridplan.workspace.taking_list import FORMS, take_list
from gridplan.workspace.viewing import narrow

NOW = datetime(2026, 5, 1, 18, 30, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    return Workspace.open(tmp_path)


@pytest.fixture
def officer(planned):
    one = str(planned.grids["primary_officer_id"].replace("", None).dropna().iloc[0])
    return Scope(Viewer.OFFICER, frozenset({str(planned.officers.at[one, "branch_id"])}), one, "officer-1")


@pytest.fixture
def mine(planned, officer):
    plan = narrow(officer, planned)
    return type(plan)(**{**vars(plan), "households": plan.households.assign(last_visit="", due="")})


@pytest.mark.parametrize("form", FORMS)
def test_an_officer_takes_the_stops_of_the_day_and_the_audit_tells(workspace, officer, mine, form):
    stops = dict(zip(mine.households.index[:3], (10.0, 20.0, 30.0), strict=True))
    content = take_list(officer, workspace, mine, stops, form, now=NOW).decode()
    assert all(household in content for household in stops)
    assert mine.households.index[3] not in content
    assert "officer-1 · 2026-05-02 02:30 UTC+8" in content
    (entry,) = audit_entries(OPERATOR, workspace, 10)
    assert (entry.account, entry.action, json.loads(entry.detail)["households"]) == ("officer-1", "list_taken", 3)


def test_nobody_takes_households_of_others(workspace, officer, mine, planned):
    others = planned.households.index.difference(mine.households.index)
    with pytest.raises(AccessError):
        take_list(officer, workspace, mine, {others[0]: 1.0}, "html")
    assert audit_entries(OPERATOR, workspace, 10) == []


def test_another_form_is_refused(workspace, officer, mine):
    with pytest.raises(SettingsError):
        take_list(officer, workspace, mine, {}, "docx")
