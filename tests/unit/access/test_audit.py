"""The chain of the audit; S39 and S41 with the triggers are in tests/attack."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from gridplan.access.anchor import Anchor
from gridplan.access.audit import AuditFault, head, record, verify
from gridplan.access.audit_entry import read_entry
from gridplan.access.schema import AUDIT


@pytest.fixture
def heads(connection, now):
    """Ten entries, and the head after each."""
    found = []
    for n in range(1, 11):
        written = record(connection, now=now, account="li", action="looked", subject=f"H{n}", detail={"n": n})
        found.append(head(connection))
        assert found[-1] == Anchor(n, written)
    return found


def test_an_untouched_chain_is_well(connection, heads):
    assert verify(connection) == []
    assert verify(connection, heads) == []


def test_an_empty_audit_is_well_unless_there_are_heads(connection):
    assert head(connection) is None
    assert verify(connection) == []
    assert verify(connection, [Anchor(3, "a" * 64)]) == [AuditFault(1, "cut")]


@pytest.mark.usefixtures("heads")
@pytest.mark.parametrize("column", ["at", "account", "action", "subject", "detail", "hash"])
def test_an_edited_entry_is_named(unguarded, column):
    unguarded.execute(update(AUDIT).where(AUDIT.c.seq == 4).values({column: "another"}))
    assert verify(unguarded)[0] == AuditFault(4, "edited")


@pytest.mark.usefixtures("heads")
def test_an_edited_entry_with_a_new_hash_is_named(unguarded):
    row = unguarded.execute(select(AUDIT).where(AUDIT.c.seq == 4)).mappings().one()
    forged = replace(read_entry(row), subject="another")
    unguarded.execute(update(AUDIT).where(AUDIT.c.seq == 4).values(subject="another", hash=forged.hash))
    assert verify(unguarded)[0] == AuditFault(4, "edited")


@pytest.mark.usefixtures("heads")
@pytest.mark.parametrize("gone", [1, 4, 9])
def test_a_deleted_entry_is_named(unguarded, gone):
    unguarded.execute(delete(AUDIT).where(AUDIT.c.seq == gone))
    assert verify(unguarded)[0] == AuditFault(gone, "deleted")


@pytest.mark.usefixtures("heads")
def test_deleted_and_renumbered_entries_are_named(unguarded):
    unguarded.execute(delete(AUDIT).where(AUDIT.c.seq == 4))
    for seq in range(5, 11):
        unguarded.execute(update(AUDIT).where(AUDIT.c.seq == seq).values(seq=seq - 1))
    assert verify(unguarded)[0].seq in {3, 4}


@pytest.mark.usefixtures("heads")
def test_entries_that_changed_places_are_named(unguarded):
    for old, new in ((4, 99), (5, 4), (99, 5)):
        unguarded.execute(update(AUDIT).where(AUDIT.c.seq == old).values(seq=new))
    assert verify(unguarded)[0] == AuditFault(4, "reordered")


def test_a_cut_end_is_seen_by_the_kept_heads_alone(unguarded, heads):
    unguarded.execute(delete(AUDIT).where(AUDIT.c.seq > 7))
    assert verify(unguarded) == []
    assert verify(unguarded, heads) == [AuditFault(8, "cut")]


def test_a_chain_rewritten_as_a_whole_is_seen_by_the_kept_heads_alone(unguarded, heads):
    rows = list(unguarded.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings())
    unguarded.execute(delete(AUDIT))
    prev = ""
    for row in rows:
        forged = replace(read_entry(row), prev=prev, account="another" if row["seq"] == 4 else "li")
        unguarded.execute(insert(AUDIT).values(**vars(forged), hash=forged.hash))
        prev = forged.hash
    assert verify(unguarded) == []
    assert verify(unguarded, heads)[0] == AuditFault(4, "rewritten")
    assert verify(unguarded, [heads[-1]])[0] == AuditFault(10, "rewritten")


def test_entries_follow_one_another_also_when_the_clock_goes_back(connection, heads, now):
    record(connection, now=now - timedelta(hours=1), account="li", action="looked")
    assert verify(connection, heads) == []


def test_personal_values_and_control_signs_do_not_get_in(connection, now):
    record(
        connection, now=now, account="li", action="asked", subject="a\nb\x00" + "x" * 999, detail={"for": "19900001234"}
    )
    row = connection.execute(select(AUDIT)).mappings().one()
    assert json.loads(row["detail"]) == {"for": "*" * 11}
    assert row["subject"].startswith("a\ufffdb\ufffdx")
    assert len(row["subject"]) == 200


def test_an_entry_falls_with_its_change(database, now):
    with suppress(ZeroDivisionError), database.writing() as connection:
        record(connection, now=now, account="li", action="saved")
        raise ZeroDivisionError
    with database.reading() as connection:
        assert head(connection) is None
