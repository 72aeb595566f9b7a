"""`make bench-app`: renews the section of docs/benchmarks.md on the pages in a browser."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from gridplan.access.scope import OPERATOR
from gridplan.maps.tiles import HouseholdTiles
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import view_plan
from tests.app.looking import open_browser
from tests.attack.wire import ROOT, App, serve
from tests.benchmark.app.browsing import Visit, in_turn, visits
from tests.benchmark.app.county import workspace
from tests.benchmark.app.crowd import crowd
from tests.benchmark.app.painting import painting
from tests.benchmark.app.report import TITLE, Figure, section
from tests.benchmark.page import renew

FOLDER = ROOT / "build" / "bench-app"
PEERS = Path(__file__).with_name("peers")
SOLVE = "from tests.benchmark.app.county import solve; solve()"
SIZES = (300_000, 1_000_000)


@contextmanager
def peer(name: str, port: int, **environment: str) -> Iterator[str]:
    """Serve a page of other make."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(PEERS / f"{name}.py", folder)
        (Path(folder) / "static").mkdir()
        for asset in ("leaflet.js", "leaflet.css"):
            shutil.copy(ROOT / "gridplan" / "maps" / "assets" / asset, Path(folder) / "static")
        command = [sys.executable, "-m", "streamlit", "run", f"{folder}/{name}.py", "--server.port", str(port)]
        quiet = ["--server.headless", "true", "--server.enableStaticServing", "true"]
        with subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [*command, *quiet], cwd=folder, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
        ) as process:
            try:
                yield _answering(f"http://localhost:{port}")
            finally:
                process.terminate()


def _answering(address: str) -> str:
    for _ in range(480):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()  # noqa: S310 - ourselves
        except OSError:
            time.sleep(0.25)
        else:
            return address
    raise TimeoutError(address)


#: Looked for at every frame: Playwright's own waiting looks twice a second only.
_EMPTY = "() => document.body.innerText.includes('empty')"
_MAP = """() => [...document.querySelectorAll("div")].some((host) =>
  host.shadowRoot && host.shadowRoot.querySelector(".gp-map[aria-busy=false] .gp-legend"))"""


def _empty(page: Page) -> None:
    page.wait_for_function(_EMPTY, polling="raf", timeout=60_000)


def _map(page: Page) -> None:
    page.wait_for_function(_MAP, polling="raf", timeout=90_000)


def _plain(page: Page) -> None:
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").nth(2_000).wait_for(
        state="attached", timeout=120_000
    )


def tile_p95(opened: Workspace) -> float:
    """Cut and pack random tiles of all zooms, where people live; milliseconds."""
    homes = view_plan(OPERATOR, opened).households
    tiles, rng, taken = HouseholdTiles(homes, np.zeros(len(homes), dtype=np.int64)), np.random.default_rng(1), []
    places = homes.geometry.iloc[rng.integers(0, len(homes), 600)].to_crs(4326)
    for lon, lat in zip(places.x, places.y, strict=True):
        zoom = int(rng.integers(7, 19))
        y = 0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)
        began = time.perf_counter()
        gzip.compress(tiles.tile(zoom, int((lon / 360 + 0.5) * 2**zoom), int(y * 2**zoom)), 1)
        taken.append(1_000 * (time.perf_counter() - began))
    return float(np.percentile(taken, 95))


def of_size(browser: Browser, households: int, address: str) -> tuple[list[Figure], Visit]:
    """Measure the pages on the county of one size, and the empty page by turns with them."""
    opened = workspace(FOLDER / str(households), households)
    name = f"{households:,.0f} households"
    with serve(opened.path, FOLDER / "app.log") as app:
        ours = (f"{app.origin}/coverage?role=regional_manager", _map)
        cover, empty = in_turn(browser, [ours, (address, _empty)])
        found = [
            Figure(f"{name}: coverage page, wall to the empty page", cover.wall_s / empty.wall_s, 1.25, "x"),
            Figure(f"{name}: bytes beyond the shell", cover.beyond(empty) / 1e6, 0.4, "MB"),
            Figure(f"{name}: websocket, packed as on the line", cover.socket_n / 1e3, 10, "kB"),
            Figure(f"{name}: tile on the server, p95", tile_p95(opened), 5, "ms"),
        ]
        return (found if households > SIZES[0] else [*found, *_once(browser, app)]), empty


def _once(browser: Browser, app: App) -> Iterator[Figure]:
    phone = visits(browser, f"{app.origin}/my_households?role=officer", _map, size="phone", times=3)
    yield Figure("phone page, all bytes", phone.bytes_n / 1e6, 1.5, "MB")
    role = "role=branch_head"
    times = painting(
        browser, f"{app.origin}/coverage?role=regional_manager&level=unit", f"{app.origin}/draw_grids?{role}"
    )
    yield Figure("change of indicator, repaint", times["repaint"], 16, "ms")
    yield Figure("recolour of one unit", times["recolour"], 16, "ms")
    yield Figure("click on the drawing page and its answer, idle", times["click"], 300, "ms")
    alone = crowd(app, 150)
    yield Figure("30 sessions, 15 s think time, p95", alone, 2, "s")
    with subprocess.Popen([sys.executable, "-c", SOLVE], cwd=ROOT) as solver:  # noqa: S603 - our own interpreter
        beside = crowd(app, 150)
        solver.terminate()
    yield Figure("the same beside a solve in a process of its own, p95", beside / alone, 1.5, "x")


def main() -> None:
    """Measure everything, and renew the section."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open_browser() as browser:
        with peer("empty", 8_611) as address:
            found = [of_size(browser, households, address) for households in SIZES]
        figures, empty = [figure for some, _ in found for figure in some], found[0][1]
        villages = FOLDER / "villages.gpkg"
        plan = view_plan(OPERATOR, workspace(FOLDER / str(SIZES[0]), SIZES[0]))
        plan.units[["name", "geometry"]].to_crs(4326).to_file(villages)
        with peer("plain", 8_612, GRIDPLAN_VILLAGES=str(villages)) as address:
            plain = visits(browser, address, _plain, times=3)
    renew(TITLE, section(figures, empty, plain))


if __name__ == "__main__":
    main()
