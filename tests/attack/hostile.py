"""A county whose every name is a script, and a page that tells of everything that should not happen on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path

import geopandas as gpd

from gridplan.access.scope import OPERATOR
from gridplan.storage.folder import write_inputs
from gridplan.storage.layer_list import LayerEntry, layer_list_text
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from tests.attack.seeded import SMALL
from tests.town import tiny_town

SCRIPTS = [
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
#: What a template of JavaScript or of a page would run.
TEMPLATES = ["${document.title=49}", "`+alert(1)+`", "\\`${alert(1)}", "{{constructor}}"]
#: Open all that opens, and move over every unit: what is told of those is looked up under the mouse.
_TOUCH = """(box) => {
  const texts = [], map = box.map ?? Object.values(window).find(value => value instanceof L.Map);
  map.eachLayer(layer => {
    for (const [open, get] of [['openTooltip', 'getTooltip'], ['openPopup', 'getPopup']])
      if (layer[get]?.()) { layer[open](); texts.push(layer[get]().getElement()?.textContent ?? ''); }
  });
  for (const unit of map.gridplan.units) {
    const latlng = unit.getBounds().getCenter(), containerPoint = map.latLngToContainerPoint(latlng);
    map.fire('mousemove', { latlng, containerPoint });
    texts.push(...[...map.getContainer().querySelectorAll('.gp-tip')].map(tip => tip.textContent));
  }
  return texts;
}"""


def _named_town(names):
    town = tiny_town()

    def named(table, start):
        return table.assign(name=[names[(start + place) % len(names)] for place in range(len(table))])

    layers = replace(town.layers, water=named(town.layers.water, 1), special_areas=named(town.layers.special_areas, 3))
    return replace(
        town, county=names[0], credit=names[2], layers=layers,
        units=named(town.units, 0), branches=named(town.branches, 4), officers=named(town.officers, 2),
    )  # fmt: skip


def _put_reference_layer(folder: Path, names: list[str]) -> None:
    """Put a layer of the bank's own beside, its title and every name a script."""
    places = tiny_town().units.geometry.to_crs(4326).representative_point()
    table = gpd.GeoDataFrame(
        {"name": [names[n % len(names)] for n in range(len(places))]}, geometry=places.to_numpy(), crs=4326
    )
    table.to_file(folder / "layers" / "shown.geojson", engine="pyogrio")
    told = [LayerEntry("shown", "shown.geojson", title=names[0], title_en=names[1], label="name", datum="wgs84")]
    path = folder / "layers" / "layers.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + layer_list_text(told), encoding="utf-8")


def hostile_county(folder: Path) -> Workspace:
    # a small town, so that each name tries both ways
    names = [f"{script} {template}" for script, template in zip(SCRIPTS, cycle(TEMPLATES), strict=False)]
    write_inputs(_named_town(names), folder)
    _put_reference_layer(folder, names)
    with (folder / "gridplan.toml").open("a", encoding="utf-8") as settings:
        settings.write(SMALL)
    workspace = Workspace.open(folder)
    make_plan(OPERATOR, workspace)
    return workspace


class Watched:
    """A page with everything that should not happen on it."""

    def __init__(self, browser):
        self.page = browser.new_page()
        self.dialogs, self.errors, self.asked = [], [], set()
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.asked.add(request.url))

    def touch_map(self, place: str = "body") -> list[str]:
        """Open all that opens on the map of a page, or of a saved file; tell the texts in it."""
        self.page.wait_for_timeout(500)
        texts = self.page.locator(place).first.evaluate(_TOUCH)
        self.page.wait_for_timeout(300)
        return texts

    @property
    def ran(self) -> list[str]:
        """What ran: boxes, errors, and titles that a name has changed."""
        titles = [frame.title() for frame in self.page.frames]
        return [*self.dialogs, *self.errors, *(title for title in titles if title == "49")]
