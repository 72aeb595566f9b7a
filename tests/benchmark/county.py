"""A plan of the demo county from files to stored version, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from gridplan.access.scope import OPERATOR
from gridplan.workspace.demo import demo_workspace

PROGRAM = """
import json, sys
from pathlib import Path
from gridplan.access.scope import OPERATOR
from gridplan.cli.plan import summary
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan

plan = make_plan(OPERATOR, Workspace.open(Path(sys.argv[1])))
# getrusage would tell the peak of the process that started this one, if that was higher
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
peak_kb = float(status["VmHWM"].split()[0])
print(json.dumps({**summary(plan), "peak_mb": peak_kb / 1024}, default=float))
"""


def measure() -> dict[str, Any]:
    """
    Make the demo county and plan it in a fresh process.

    Returns
    -------
    told
        The summary of the plan, `total_s` (with start and imports) and `peak_mb`.
    """
    with tempfile.TemporaryDirectory() as folder:
        workspace = demo_workspace(OPERATOR, Path(folder) / "county")
        started = time.perf_counter()
        run = subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", PROGRAM, str(workspace.path)], check=True, capture_output=True, text=True
        )
        total_s = time.perf_counter() - started
    return {**json.loads(run.stdout), "total_s": total_s}
