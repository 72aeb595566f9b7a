"""Write the answer of an engine as JSON, whole or not at all."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gridplan.storage.atomic import replacing


def write_labels(path: Path, labels: Sequence[int]) -> None:
    """
    Write one label a unit as a JSON list.

    Parameters
    ----------
    path
        The file; packed with gzip where its name ends in `.gz`.
    labels
        The labels.

    Raises
    ------
    StorageError
        If the disk fails; the old file stands.
    """
    _write(path, json.dumps(labels))


def write_rolls(path: Path, answers: Sequence[tuple[str, dict[str, Any]]], *, alone: bool) -> None:
    """
    Write owners and backups: one object, a list of them, or a folder with one file each.

    Parameters
    ----------
    path
        The file; a name without a suffix, or a folder that is there, takes `<name>.json` for each.
    answers
        Name and answer of each request.
    alone
        Whether the request stood alone in its file, and the answer shall too.

    Raises
    ------
    StorageError
        If the disk fails; the old file stands.
    """
    if path.is_dir() or not path.suffix:
        for name, answer in answers:
            _write(path / f"{_plain(name)}.json", json.dumps(answer, ensure_ascii=False))
    else:
        listed = [{"name": name, **answer} for name, answer in answers]
        _write(path, json.dumps(answers[0][1] if alone else listed, ensure_ascii=False))


def _plain(name: str) -> str:
    """Keep a name from leading out of the folder."""
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in name).lstrip(".") or "_"


def _write(path: Path, line: str) -> None:
    text = (line + "\n").encode()
    with replacing(path) as beside:
        beside.write_bytes(gzip.compress(text, mtime=0) if path.suffix.casefold() == ".gz" else text)
