"""The app on the tiny town, in a process of its own, and a browser that looks at it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.storage.folder import write_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from tests.app.looking import CHROMIUM, Looking, Windows, open_browser
from tests.town import tiny_town

ROOT = Path(__file__).parents[2]
#: Sizes that cut the first branch of the tiny town into several grids.
SMALL = "\n[plan]\neffort = 0.2\n[presets.town]\nhh_min = 16\nhh_max = 40\nhh_hard = [8, 60]\n"


@pytest.fixture(scope="session")
def made_town(tmp_path_factory) -> Path:
    """The tiny town with its first plan, as nobody has touched it since; whoever changes it works on a copy."""
    folder = tmp_path_factory.mktemp("made") / "town"
    write_inputs(tiny_town(), folder)
    with (folder / "gridplan.toml").open("a", encoding="utf-8") as settings:
        settings.write(SMALL)
    opened = Workspace.open(folder)
    make_plan(OPERATOR, opened)
    opened.database.close()
    return folder


@pytest.fixture(scope="session")
def workspace(made_town, tmp_path_factory) -> Workspace:
    return Workspace.open(copytree(made_town, tmp_path_factory.mktemp("app") / "town"))


def serve(folder: Path):
    """Start the app on a free port and wait until it answers."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "GRIDPLAN_WORKSPACE": str(folder)}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://localhost:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()  # noqa: S310 - ourselves
        except OSError:
            time.sleep(0.25)
        else:
            return process, address
    process.kill()
    raise TimeoutError(json.dumps(command))


@pytest.fixture(scope="session")
def address(workspace):
    process, where = serve(workspace.path)
    yield where
    process.terminate()
    process.wait(timeout=20)


# a browser that stays open keeps a loop and a thread in this process; the tests of other rooms must find neither
@pytest.fixture(scope="package")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("needs Chromium; `make browser` installs it")
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="package")
def windows(browser):
    return Windows(browser)


@pytest.fixture
def look(windows, address):
    """Open a page of the app; at the end nothing may have been asked of any other host."""
    seen: list[Looking] = []

    def opened(page: str, **view) -> Looking:
        seen.append(Looking(windows, address, page, **view))
        return seen[-1]

    yield opened
    for one in seen:
        one.close()
        assert one.hosts == {address.split("//")[1]}
        assert not one.errors
