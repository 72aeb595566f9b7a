"""Write the answer of an engine as JSON, whole or not at all."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

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
    text = (json.dumps(labels) + "\n").encode()
    with replacing(path) as beside:
        beside.write_bytes(gzip.compress(text, mtime=0) if path.suffix.casefold() == ".gz" else text)
