"""
A process that has everything imported and forks one child a request, so that a trial costs no start of Python.

Requests come as lines of JSON on standard input. A child may answer with lines of JSON; its parent kills it when the
request says so, and says `end` and how it ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from gridplan.errors import GridPlanError
from tests.faults.kinds import KINDS


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _child(request: dict[str, Any], began: int) -> None:
    os.setsid()
    folder = Path(request["folder"])
    tempfile.tempdir = request["temp"]
    handle = os.open(request["acks"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    kind, before = KINDS[request["kind"]], set(sys.modules)
    acks = Path(request["acks"]).read_text(encoding="utf-8").splitlines()
    os.write(began, b"!")
    if request["what"] == "act":
        kind.act(folder, lambda done: os.write(handle, f"{done}\n".encode()))
    elif request["what"] == "look":
        _say(json.dumps({"faults": kind.look(folder, acks)}))
    elif request["what"] in {"read", "again"}:
        _say(json.dumps({"faults": getattr(kind, request["what"])(folder)}))
    else:
        kind.prepare(folder)
    _say(json.dumps({"modules": sorted(set(sys.modules) - before)}))


def _import(names: list[str]) -> None:
    """Import what a child had to, so that the next ones needn't."""
    for name in names:
        with suppress(ImportError):
            import_module(name)


def _watch(pid: int, began: int, kill_after_s: float | None) -> int:
    """Kill the child in time, and whatever it leaves behind; as long as it isn't waited for, its number is its own."""
    os.read(began, 1)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.killpg(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _run(request: dict[str, Any], began: int) -> int:
    try:
        _child(request, began)
    except GridPlanError as error:
        _say(json.dumps({"refusal": str(error)}))
        return error.exit_code
    except BaseException:  # noqa: BLE001 - whatever it was, the child must not go on as a second parent
        traceback.print_exc()
        return 1
    return 0


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        _import(request["modules"])
        ours, theirs = os.pipe()
        pid = os.fork()
        if not pid:
            os._exit(_run(request, theirs))
        os.close(theirs)
        _say(f"end {_watch(pid, ours, request['kill_after_s'])}")
        os.close(ours)


if __name__ == "__main__":
    main()
