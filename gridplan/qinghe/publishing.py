"""What of the demo county is kept in the repository: its small tables and its layers."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from gridplan.model.inputs import Inputs
from gridplan.storage.folder import DATA, LAYERS, write_inputs

#: Tables small enough to be kept; the others are made on first use.
KEPT = ("branches", "units", "officers", "merchants")
LICENCE = "MIT"


def publish(inputs: Inputs, root: Path) -> list[Path]:
    """
    Write the small tables and all layers of a county into `data/` and `layers/`, over the ones that are there.

    Parameters
    ----------
    inputs
        The county.
    root
        Where the two folders are; they are made if need be.

    Returns
    -------
    written
        The files, sorted.
    """
    with TemporaryDirectory() as folder:
        write_inputs(inputs, Path(folder), licence=LICENCE)
        tables = [path for path in Path(folder, DATA).iterdir() if path.stem in KEPT]
        files = sorted(path.relative_to(folder) for path in (*tables, *Path(folder, LAYERS).iterdir()))
        for name in files:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder, name), root / name)
    return [root / name for name in files]
