"""Read an export back without the code that wrote it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

from PIL import Image
from pypdf import PdfReader


def text_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        with ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    if path.suffix == ".gpkg":
        with closing(sqlite3.connect(path)) as connection:
            names = [row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")]
            queries = [f'SELECT * FROM "{name}"' for name in names]  # noqa: S608 # names of our own file
            return "\n".join(str(row) for query in queries for row in connection.execute(query))
    if path.suffix == ".png":
        with Image.open(path) as image:
            return "\n".join(image.text.values())
    if path.suffix == ".pdf":
        read = PdfReader(path)
        return "\n".join([*(page.extract_text() for page in read.pages), *map(str, (read.metadata or {}).values())])
    return path.read_text(encoding="utf-8")
