"""S39: whoever owns the database and changes the audit is found out, and the first bad entry is named."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, update

from gridplan.access.anchor import append_anchor, read_anchors
from gridplan.access.audit import head, record, verify
from gridplan.access.audit_entry import read_entry
from gridplan.access.schema import AUDIT

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ENTRIES = 40


@pytest.fixture
def anchored(database, tmp_path):
    """Forty entries, every tenth of them anchored in a file outside the database; the triggers are gone."""
    file = tmp_path / "elsewhere.anchor"
    for n in range(ENTRIES):
        with database.writing() as connection:
            record(connection, now=NOW, account=f"o-{n % 3}", action="looked", subject=f"H{n}")
        if n % 10 == 9:
            with database.reading() as connection:
                append_anchor(file, head(connection), now=NOW)
    with database.writing() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("DROP TRIGGER audit_no_change")
            connection.exec_driver_sql("DROP TRIGGER audit_no_removal")
        else:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER USER")
    return database, read_anchors(file)


def tamper(database, *statements):
    with database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


def first_fault(database, anchors):
    with database.reading() as connection:
        found = verify(connection, anchors)
    return (found[0].seq, found[0].kind) if found else None


def at(seq):
    return AUDIT.c.seq == seq


def test_s39_an_untouched_audit_is_well(anchored):
    assert first_fault(*anchored) is None


def test_s39_edited(anchored):
    tamper(anchored[0], update(AUDIT).where(at(17)).values(account="somebody"))
    assert first_fault(*anchored) == (17, "edited")


@pytest.mark.parametrize("gone", [1, 17, 39])
def test_s39_deleted(anchored, gone):
    tamper(anchored[0], delete(AUDIT).where(at(gone)))
    assert first_fault(*anchored) == (gone, "deleted")


def test_s39_reordered(anchored):
    steps = ((17, 999), (18, 17), (999, 18))
    tamper(anchored[0], *(update(AUDIT).where(at(old)).values(seq=new) for old, new in steps))
    assert first_fault(*anchored) == (17, "reordered")


@pytest.mark.parametrize("kept", [0, 16, 39])
def test_s39_cut(anchored, kept):
    tamper(anchored[0], delete(AUDIT).where(AUDIT.c.seq > kept))
    assert first_fault(*anchored) == (kept + 1, "cut")


@pytest.mark.parametrize("changed", [1, 17, 40])
def test_s39_rewritten_from_an_entry_on(anchored, changed):
    database, anchors = anchored
    with database.reading() as connection:
        rows = connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings().all()
    forged, prev = [], rows[changed - 2]["hash"] if changed > 1 else ""
    for row in rows[changed - 1 :]:
        entry = replace(read_entry(row), prev=prev, subject="H999" if row["seq"] == changed else row["subject"])
        forged.append(vars(entry) | {"hash": entry.hash})
        prev = entry.hash
    tamper(database, delete(AUDIT).where(AUDIT.c.seq >= changed), insert(AUDIT).values(forged))
    assert first_fault(database, []) is None
    seq, kind = first_fault(database, anchors)
    assert kind == "rewritten"
    assert seq == -(-changed // 10) * 10
