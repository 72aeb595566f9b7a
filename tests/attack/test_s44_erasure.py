"""S44: once a household's people are purged, no store of personal fields holds them; the audit keeps a pseudonym."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from sqlalchemy import MetaData, select

from gridplan.access.keys import create_keys
from gridplan.access.persons import seal_persons
from gridplan.access.retention import purge_household
from gridplan.access.reveal import record_reveal
from gridplan.access.schema import AUDIT
from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database.persons import purge_persons, store_persons

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), None, "head-1")
#: People write more than they should.
REASON = "王某 on 19900004711 has pneumonia and wants a call back"


@pytest.fixture
def told(database, tmp_path):
    person = {"holder": "某", "id_card": None, "phone": "19900004711", "consent": None, "consent_valid": False}
    with database.writing() as connection:
        sealed = seal_persons(create_keys(tmp_path / "gridplan.key"), pd.DataFrame(person, index=["H1"]))
        store_persons(connection, sealed, now=NOW)
        record_reveal(connection, HEAD, household_id="H1", field="phone", reason=REASON, now=NOW)
    return database


def test_s44_no_personal_row_is_left(told):
    with told.writing() as connection:
        purge_persons(connection, ["H1"])
        purge_household(connection, "H1")
    tables = MetaData()
    with told.reading() as connection:
        tables.reflect(connection)
        naming = {name for name, table in tables.tables.items() if "H1" in str(connection.execute(select(table)).all())}
        # PostGIS's own table has such signs among its projections
        assert naming - {"spatial_ref_sys"} == {"audit"}
        entry = connection.execute(select(AUDIT).where(AUDIT.c.subject == "H1")).mappings().one()
    for said in ("19900004711", "王", "pneumonia"):
        assert said not in str(entry)
