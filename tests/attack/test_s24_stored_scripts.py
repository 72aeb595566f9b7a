"""S24: names that hold scripts run nowhere: not on a page, in no popup or tooltip, not in a saved map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.storage.folder import write_inputs
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from tests.app.looking import CHROMIUM, open_browser
from tests.attack.seeded import SMALL
from tests.attack.wire import serve
from tests.town import tiny_town

pytestmark = pytest.mark.browser

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    "</script><script>alert(3)</script>",
    "${alert(4)}",
    "`${alert(5)}`",
    '"onmouseover="alert(6)',
    "'-alert(7)-'",
    "{{ ''.constructor }}",
    "[x](javascript:alert(8))",
    "<svg/onload=alert(9)>",
    "$x^2$ :red[x]",
    "\\\\';alert(10)//",
]
#: Move over the map, so that every tooltip opens, and click, so that every popup does.
_TOUCH = """() => {
  const done = [], map = window.map ?? Object.values(window).find(value => value instanceof L.Map);
  map.eachLayer(layer => {
    for (const open of ['openTooltip', 'openPopup'])
      if (layer[open] && (layer.getTooltip?.() || layer.getPopup?.())) { layer[open](); done.push(open); }
  });
  return done.length;
}"""


def _hostile_town():
    town, number = tiny_town(), len(PAYLOADS)

    def named(table, start):
        return table.assign(name=[PAYLOADS[(start + place) % number] for place in range(len(table))])

    layers = replace(town.layers, water=named(town.layers.water, 1), special_areas=named(town.layers.special_areas, 3))
    return replace(
        town, county=PAYLOADS[0], credit=PAYLOADS[2], layers=layers,
        units=named(town.units, 0), branches=named(town.branches, 4), officers=named(town.officers, 2),
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Workspace:
    folder = tmp_path_factory.mktemp("hostile") / "town"
    write_inputs(_hostile_town(), folder)
    with (folder / "gridplan.toml").open("a", encoding="utf-8") as settings:
        settings.write(SMALL)
    workspace = Workspace.open(folder)
    make_plan(OPERATOR, workspace)
    return workspace


@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("needs Chromium; `make browser` installs it")
    with open_browser() as opened:
        yield opened


class Watched:
    """A page with everything that should not happen on it."""

    def __init__(self, browser):
        self.page = browser.new_page()
        self.dialogs, self.errors, self.asked = [], [], set()
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.asked.add(request.url))

    def touch_map(self, frame) -> int:
        self.page.wait_for_timeout(500)
        touched = frame.evaluate(_TOUCH)
        self.page.wait_for_timeout(300)
        return touched


def test_s24_no_page_runs_a_name(browser, hostile, tmp_path):
    with serve(hostile.path, tmp_path / "app.log") as app:
        for one in PAGES:
            seen = Watched(browser)
            seen.page.goto(f"{app.origin}/{'' if one is PAGES[0] else one.name}")
            seen.page.frame_locator("iframe").first.locator(".gp-legend").wait_for(state="attached", timeout=90_000)
            frame = next(frame for frame in seen.page.frames if frame is not seen.page.main_frame)
            assert seen.touch_map(frame) > 0
            text = seen.page.content() + frame.content()
            assert "onerror" in text
            assert (seen.dialogs, seen.errors) == ([], [])
            assert {url.split("/")[2] for url in seen.asked if url.startswith("http")} == {app.host}
            assert not any(url.endswith("/x") for url in seen.asked)
            seen.page.close()


def test_s24_no_saved_map_runs_a_name(browser, hostile, tmp_path):
    saved = export_plan(OPERATOR, hostile, "html", tmp_path / "map.html")
    seen = Watched(browser)
    seen.page.goto(saved.as_uri())
    seen.page.locator(".gp-legend").wait_for(state="attached")
    assert seen.touch_map(seen.page.main_frame) > 0
    assert (seen.dialogs, seen.errors) == ([], [])
    assert [url for url in seen.asked if not url.startswith(("data:", saved.as_uri()))] == []
    seen.page.close()
