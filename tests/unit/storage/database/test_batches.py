from datetime import UTC, datetime

from gridplan.storage.database.batches import new_batch, read_setting, write_setting

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _batch(database, name):
    with database.writing() as connection:
        return new_batch(connection, at=NOW, account="operator", files={name: "0" * 64}, rows={"branches": 3})


def test_imports_are_numbered_in_their_order(database):
    assert _batch(database, "a.csv") < _batch(database, "b.csv")


def test_a_setting_is_what_was_written_last(database):
    with database.writing() as connection:
        assert read_setting(connection, "colour") == ""
        write_setting(connection, "colour", "red")
        write_setting(connection, "colour", "green")
    with database.reading() as connection:
        assert read_setting(connection, "colour") == "green"
