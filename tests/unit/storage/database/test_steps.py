from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from gridplan.errors import ConflictError, StorageError
from gridplan.storage.database.steps import add_record, records_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _add(database, uuid="a", **said):
    usual = {"step": "visited", "unit_id": "u1", "branch_id": "B1", "what": {"households": 3}, "account": "o1"}
    with database.writing() as connection:
        return add_record(connection, uuid=uuid, now=NOON, **(usual | said))


def test_a_record_is_kept_once(database):
    assert _add(database)
    assert not _add(database)
    with database.reading() as connection:
        assert records_of(connection)["what"].tolist() == [{"households": 3}]


def test_another_content_under_one_id_is_refused(database):
    _add(database)
    with pytest.raises(ConflictError, match="o1 recorded visited"):
        _add(database, what={"households": 4})


def test_records_are_narrowed_in_sql(database):
    _add(database)
    _add(database, "b", branch_id="B2", step="filed")
    with database.reading() as connection:
        assert records_of(connection, branch_ids=["B2"])["uuid"].tolist() == ["b"]
        assert records_of(connection, step="visited")["uuid"].tolist() == ["a"]
        assert records_of(connection, branch_ids=[]).empty


def test_records_are_never_changed(database):
    _add(database)
    with pytest.raises(StorageError), database.writing() as connection:
        connection.execute(text("DELETE FROM step_record"))
