"""
Databases as each edition of the program made them, as SQL; one file an edition, never changed once it is released.

A migration that is added comes with the file of its edition: `python -m tests.editions` writes those that are missing.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).parent
EDITIONS = sorted(path.stem for path in FOLDER.glob("*.sql"))


def make_edition(file: Path, edition: str) -> None:
    """Make a database of an edition."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript((FOLDER / f"{edition}.sql").read_text(encoding="utf-8"))
