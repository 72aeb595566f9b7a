from datetime import UTC, datetime

import pytest

from gridplan.errors import ConflictError
from gridplan.storage.database.drafts import draft_history, draft_of, drafts_of, rename_draft, save_draft
from gridplan.storage.database.plans import save_plan

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def with_plan(database, planned):
    with database.writing() as connection:
        save_plan(connection, planned, account="maker", now=NOON)
    return database


def save(database, steps, expected, account="head", done=None, name=""):
    said = {"steps": steps, "done": len(steps) if done is None else done, "name": name}
    with database.writing() as connection:
        return save_draft(connection, "p1", "B1", **said, account=account, expected_version=expected, now=NOON)


def _draft(database):
    with database.reading() as connection:
        return draft_of(connection, "p1", "B1")


def test_a_draft_comes_back_as_it_was_left(with_plan):
    assert _draft(with_plan) is None
    assert save(with_plan, [("u11", "B1-G02")], 0) == 1
    assert save(with_plan, [("u11", "B1-G02"), ("u12", "B1-G01")], 1, done=1) == 2
    draft = _draft(with_plan)
    assert (draft.version, draft.steps, draft.done) == (2, [["u11", "B1-G02"], ["u12", "B1-G01"]], 1)
    assert (draft.account, draft.at) == ("head", NOON)


def test_who_comes_later_is_told_who_when_and_what_differs(with_plan):
    save(with_plan, [], 0)
    save(with_plan, [("u11", "B1-G02")], 1, account="first")
    with pytest.raises(ConflictError, match=r"first saved .* 2026-03-01 20:00 \(version 2\); .*u11: B1-G02 / B1-G01"):
        save(with_plan, [("u11", "B1-G01")], 1, account="later")
    assert _draft(with_plan).steps == [["u11", "B1-G02"]]


@pytest.mark.parametrize("expected", [0, 2, 7])
def test_a_version_that_was_never_seen_is_refused(with_plan, expected):
    save(with_plan, [], 0)
    with pytest.raises(ConflictError):
        save(with_plan, [], expected)


def test_a_draft_that_is_not_there_cannot_be_gone_on_with(with_plan):
    with pytest.raises(ConflictError, match="begin a new one"):
        save(with_plan, [], 3)


def test_a_branch_has_several_drafts_by_name(with_plan):
    save(with_plan, [("u11", "B1-G02")], 0)
    save(with_plan, [("u12", "B1-G01")], 0, name="other")
    save(with_plan, [], 1, name="other")
    with with_plan.reading() as connection:
        assert [(one.name, one.version) for one in drafts_of(connection, "p1", "B1")] == [("", 1), ("other", 2)]
        assert draft_of(connection, "p1", "B1", "other").steps == []
        assert [one.version for one in draft_history(connection, "p1", "B1", "other")] == [1, 2]
        assert drafts_of(connection, "p1", "B2") == []


def test_all_saves_are_kept(with_plan):
    save(with_plan, [], 0)
    save(with_plan, [("u11", "B1-G02")], 1)
    save(with_plan, [("u11", "B1-G02")], 2, done=0)
    with with_plan.reading() as connection:
        assert [one.done for one in draft_history(connection, "p1", "B1")] == [0, 1, 0]


def _rename(database, name, to, expected):
    said = {"name": name, "to": to, "expected_version": expected}
    with database.writing() as connection:
        return rename_draft(connection, "p1", "B1", **said, account="head", now=NOON)


def test_a_draft_gets_another_name_and_goes_on(with_plan):
    save(with_plan, [("u11", "B1-G02")], 0, name="east")
    assert _rename(with_plan, "east", "river", 1) == 2
    assert save(with_plan, [("u12", "B1-G02")], 2, name="river") == 3
    with with_plan.reading() as connection:
        assert [draft.name for draft in drafts_of(connection, "p1", "B1")] == ["river"]
        assert [draft.version for draft in draft_history(connection, "p1", "B1", "river")] == [2, 3]
    # the old name can be given again, and its history goes on
    assert save(with_plan, [], 0, name="east") == 2


def test_a_name_that_is_taken_or_a_draft_that_was_saved_since_is_not_renamed(with_plan):
    save(with_plan, [], 0, name="east")
    save(with_plan, [], 0, name="river")
    with pytest.raises(ConflictError, match="already"):
        _rename(with_plan, "east", "river", 1)
    with pytest.raises(ConflictError, match="somebody else"):
        _rename(with_plan, "east", "hill", 7)
