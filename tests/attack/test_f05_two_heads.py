"""F05: two heads save one grid: no save is overwritten, and the loser of each race is told who, when and what."""

import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from gridplan.errors import ConflictError
from gridplan.storage.database.drafts import draft_history, draft_of, save_draft
from gridplan.storage.database.plans import save_plan
from tests.faults.figures import keep

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOLD = re.compile(r"head\d+ saved the draft of B1 at 2026-03-01 20:00 \(version \d+\); theirs / yours: u11: ")


def race(database, plan, *, heads, saves):
    """Let every head go through many saves, each on the version that it saw; tell wins and what losers were told."""
    with database.writing() as connection:
        save_plan(connection, plan, account="maker", now=NOON)
    start, told = threading.Barrier(heads), Counter()

    def head(number):
        start.wait()
        return [_save(database, f"head{number}", grid=f"{number}-{turn}") for turn in range(saves)]

    with ThreadPoolExecutor(heads) as pool:
        answers = [answer for answers in pool.map(head, range(heads)) for answer in answers]
    told.update("won" if answer == "" else "told" if TOLD.match(answer) else answer for answer in answers)
    return told


def _save(database, account, grid):
    with database.reading() as connection:
        seen = draft_of(connection, "p1", "B1")
    said = {"account": account, "expected_version": seen.version if seen else 0, "now": NOON}
    try:
        with database.writing() as connection:
            save_draft(connection, "p1", "B1", steps=[("u11", grid)], done=1, **said)
    except ConflictError as error:
        return str(error)
    return ""


def _lost(database, told, tries):
    """Tell what is wrong: every success is one version, every loser was told."""
    with database.reading() as connection:
        version, saves = draft_of(connection, "p1", "B1").version, draft_history(connection, "p1", "B1")
    assert set(told) <= {"won", "told"}
    assert told["won"] == version == len(saves)
    assert told.total() == tries
    assert [save.version for save in saves] == list(range(1, version + 1))


def test_f05_no_save_of_a_few_heads_is_lost(database, planned):
    _lost(database, race(database, planned, heads=6, saves=5), 30)


@pytest.mark.faults
def test_f05_no_save_of_fifty_heads_is_lost(database, planned):
    told = race(database, planned, heads=50, saves=200)
    keep(f"races_{'sqlite' if database.is_sqlite else 'postgres'}", {"saves": told.total(), **told})
    _lost(database, told, 10_000)
