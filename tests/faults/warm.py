"""
A process that has everything imported and forks one child a request, so that a trial costs no start of Python.

Requests come as lines of JSON on standard input. A child says `start` and its number when it begins, and may answer
with a line of JSON; its parent says `end` and how it ended.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from gridplan.errors import GridPlanError
from tests.faults.kinds import KINDS


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _child(request: dict[str, Any]) -> None:
    os.setsid()
    folder = Path(request["folder"])
    tempfile.tempdir = request["temp"]
    handle = os.open(request["acks"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    _say(f"start {os.getpid()}")
    kind, before = KINDS[request["kind"]], set(sys.modules)
    acks = Path(request["acks"]).read_text(encoding="utf-8").splitlines()
    if request["what"] == "act":
        kind.act(folder, lambda done: os.write(handle, f"{done}\n".encode()))
    elif request["what"] == "look":
        _say(json.dumps({"faults": kind.look(folder, acks)}))
    elif request["what"] == "read":
        _say(json.dumps({"faults": kind.read(folder)}))
    else:
        kind.prepare(folder)
    _say(json.dumps({"modules": sorted(set(sys.modules) - before)}))


def _import(names: list[str]) -> None:
    """Import what a child had to, so that the next ones needn't."""
    for name in names:
        with suppress(ImportError):
            import_module(name)


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        _import(request["modules"])
        pid = os.fork()
        if not pid:
            code = 1
            try:
                _child(request)
                code = 0
            except GridPlanError as error:
                _say(json.dumps({"refusal": str(error)}))
                code = error.exit_code
            except BaseException:  # noqa: BLE001 - whatever it was, the parent must not go on as a second server
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(pid, 0)
        _say(f"end {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
