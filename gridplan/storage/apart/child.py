"""The process that parses: it does one task, leaves what came of it in a folder, and ends."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from gridplan.errors import StorageError
from gridplan.model.plan import Preset
from gridplan.storage.apart.landlock import shut_in
from gridplan.storage.apart.limits import Limits, hold_to
from gridplan.storage.apart.parcel import pack_findings, pack_inputs
from gridplan.storage.gate.saying import refuses, say
from gridplan.storage.gathering import TASKS

TASK, STAGES, RESULT = "task.json", "stages", "result"


def work(job: Path) -> int:
    """
    Do the task of a folder.

    Parameters
    ----------
    job
        Folder with the task; what comes of it is left in `result`, how far it is in `stages`.

    Returns
    -------
    code
        0 if there is a result, 5 if the disk failed.
    """
    _shut(job)
    order = json.loads((job / TASK).read_text(encoding="utf-8"))
    hold_to(Limits(order["cpu_s"], order["wall_s"]))
    shut_in(job, *([Path(order["cache"])] if order["cache"] else []))
    try:
        with (job / STAGES).open("a", encoding="utf-8") as stages:
            _do(order, job, lambda stage, share: print(share, stage, sep="\t", file=stages, flush=True))
    except MemoryError:
        _leave(job, say("FILE_TOO_HEAVY", _last_stage(job), reason_zh="内存", reason_en="memory"))
    except (OSError, StorageError) as error:
        (job / "error").write_text(str(error), encoding="utf-8", errors="replace")
        return StorageError.exit_code
    except Exception as error:  # noqa: BLE001 # whatever files do to the check is said, and refuses them
        _leave(job, say("CHECK_FAILED", _last_stage(job), reason=type(error).__name__))
    return 0


def _do(order: dict[str, Any], job: Path, progress: Any) -> None:  # noqa: ANN401 # a callback
    presets = {kind: _preset(sizes) for kind, sizes in order["presets"].items()}
    inputs, findings = TASKS[order["task"]](order["told"], presets, progress)
    beside = job / "making"
    beside.mkdir()
    pack_findings(findings, beside)
    if inputs is not None and not refuses(findings):
        progress("hand over", 1.0)
        pack_inputs(inputs, beside)
    beside.rename(job / RESULT)


def _leave(job: Path, finding: Any) -> None:  # noqa: ANN401 # a finding
    (job / RESULT).mkdir(exist_ok=True)
    pack_findings([finding], job / RESULT)


def _last_stage(job: Path) -> str:
    lines = (job / STAGES).read_text(encoding="utf-8").splitlines()
    return lines[-1].partition("\t")[2] if lines else "?"


def _preset(sizes: dict[str, Any]) -> Preset:
    pairs: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in sizes.items()}
    return Preset(**pairs)


def _shut(job: Path) -> None:
    """Send what libraries print nowhere, and what they keep for a moment into the folder."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = os.fdopen(nowhere, "w", encoding="utf-8")
    tempfile.tempdir = str(job)
    os.environ["CPL_TMPDIR"] = str(job)


if __name__ == "__main__":
    sys.exit(work(Path(sys.argv[1])))
