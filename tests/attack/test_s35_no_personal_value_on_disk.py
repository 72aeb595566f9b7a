"""S35: names, cards and phones lie nowhere on the disk in plain, neither in the database nor in its log or backups."""

from datetime import UTC, datetime

import pandas as pd

from gridplan.access.audit import record
from gridplan.access.keys import create_keys
from gridplan.access.persons import open_persons, seal_persons
from gridplan.access.reveal import record_reveal
from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database.migrate import back_up
from gridplan.storage.database.persons import read_persons, store_persons

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), None, "head-1")
CANARIES = {"holder": "金丝雀某", "id_card": "99999919900101123X", "phone": "19900004711"}


def canaries_in(content):
    return [
        name
        for name, value in CANARIES.items()
        for code in ("utf-8", "utf-16-le", "gb18030")
        if value.encode(code) in content
    ]


def test_s35_no_canary_in_any_byte(database, tmp_path):
    ring = create_keys(tmp_path / "gridplan.key")
    persons = pd.DataFrame({**CANARIES, "consent": "2026-01-01", "consent_valid": True}, index=["H1"])
    with database.writing() as connection:
        store_persons(connection, seal_persons(ring, persons), now=NOW)
        record(connection, now=NOW, account="li", action="imported", detail={"first": CANARIES["phone"]})
        record_reveal(connection, HEAD, household_id="H1", field="phone", reason=f"call {CANARIES['phone']}", now=NOW)
    with database.reading() as connection:
        assert open_persons(ring, read_persons(connection)).iloc[0].to_dict() | CANARIES == persons.iloc[0].to_dict()
    if database.file:
        back_up(database.file, tmp_path / "backups", "0000")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name: canaries_in(path.read_bytes()) for path in files} == {path.name: [] for path in files}


def test_s35_no_canary_in_any_cell_of_a_server(database, tmp_path):
    ring = create_keys(tmp_path / "gridplan.key")
    persons = pd.DataFrame({**CANARIES, "consent": "2026-01-01", "consent_valid": True}, index=["H1"])
    with database.writing() as connection:
        store_persons(connection, seal_persons(ring, persons), now=NOW)
    with database.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM person").one()
    assert [canaries_in(bytes(cell)) for cell in row if isinstance(cell, bytes | memoryview)] == [[]] * 6
