"""Write the files of editions that are missing, each with a row that must be kept."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from gridplan.storage.database.engine import Database, _address
from gridplan.storage.database.migrate import SCRIPTS, migrate
from tests.editions import EDITIONS, FOLDER


def write_edition(edition: str, folder: Path) -> None:
    scripts = folder / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    for script in (scripts / "versions").glob("[0-9]*.py"):
        if script.name[:4] > edition:
            script.unlink()
    database = Database(_address(folder, ""), folder)
    database.keep_log()
    migrate(database, scripts=scripts)
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting (key, value) VALUES ('kept', ?)", (edition,))
    database.close()
    with closing(sqlite3.connect(folder / "gridplan.db")) as connection:
        text = "\n".join(line for line in connection.iterdump() if "sqlite_sequence" not in line)
    (FOLDER / f"{edition}.sql").write_text(text + "\n", encoding="utf-8")


for number in sorted(path.name[:4] for path in (SCRIPTS / "versions").glob("[0-9]*.py")):
    if number not in EDITIONS:
        with tempfile.TemporaryDirectory() as made:
            write_edition(number, Path(made))
