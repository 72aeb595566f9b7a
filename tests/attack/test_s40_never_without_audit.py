"""S40: a process that is killed leaves no change without its audit, and no audit without its change."""

import os
import random
import signal
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from gridplan.access.audit import record, verify
from gridplan.access.schema import AUDIT, REVEAL

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ROW = {"at": "now", "account": "li", "field": "phone", "reason": "test"}


def change_for_ever(database, begun):
    for n in range(1_000_000):
        if n == 1:
            os.write(begun, b"1")
        with database.writing() as connection:
            connection.execute(REVEAL.insert().values(household_id=f"H{n}", **ROW))
            record(connection, now=NOW, account="li", action="revealed", subject=f"H{n}")


def kill_while_changing(database, seconds):
    seen, begun = os.pipe()
    child = os.fork()
    if not child:
        change_for_ever(database, begun)
        os._exit(0)
    os.close(begun)
    # a busy machine may take its time to the first change
    os.read(seen, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(seen)


@pytest.mark.parametrize("trials", [5, pytest.param(100, marks=pytest.mark.faults)])
def test_s40_a_change_and_its_audit_stand_or_fall_together(database, trials):
    draw = random.Random(40)  # noqa: S311 # moments, no secrets
    for _ in range(trials):
        kill_while_changing(database, draw.uniform(0.02, 0.12))
        with database.reading() as connection:
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (REVEAL, AUDIT)
            ]
            assert counts[0] == counts[1]
    with database.reading() as connection:
        assert verify(connection) == []
    assert counts[0] > 0
