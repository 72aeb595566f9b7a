"""The component that hosts a map: no frame, nothing compiled, shapes fetched once and colours as they change."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def _fetched(page):
    names = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    return [name for name in names if re.search(r"/map/[0-9a-f]{32}$", name)]


_DRAWN = """(box) => {
  const kept = box.map.gridplan, late = Object.values(kept.groups).filter((group) => group.late);
  return late.reduce((sum, group) => sum + group.getLayers().length, 0);
}"""


def test_another_indicator_fetches_colours_alone(look):
    seen = look("coverage")
    assert seen.page.locator("iframe").count() == 0
    before, legend = _fetched(seen.page), seen.map.locator(".gp-legend").inner_text()
    assert len(set(before)) == 2
    seen.map.evaluate("(box) => { box.map.mark = 'the same' }")
    seen.pick("指标", "渗透率")
    seen.map.locator(".gp-legend", has_text="渗透率").wait_for(timeout=30_000)
    assert seen.map.locator(".gp-legend").inner_text() != legend
    assert seen.map.evaluate("(box) => box.map.mark") == "the same"
    assert len(set(_fetched(seen.page)) - set(before)) == 1
    # what is not shown at first comes when it is switched on
    before = _fetched(seen.page)
    seen.map.locator(".leaflet-control-layers").hover()
    seen.map.locator(".leaflet-control-layers-selector:not(:checked)").first.check()
    seen.wait_for_map()
    assert len(set(_fetched(seen.page)) - set(before)) == 1
    assert seen.map.evaluate(_DRAWN) > 0


_FOUND = """(box) => {
  const map = box.map, kept = map.gridplan;
  const at = (unit) => kept.fills.at(map.latLngToContainerPoint(unit.getBounds().getCenter()));
  return kept.units.map(at);
}"""


#: A click before the page listens, as while a map is exchanged; what is heard once it does.
_EARLY = """(box) => {
  const map = box.map, kept = map.gridplan, told = kept.tell, heard = [];
  const containerPoint = map.latLngToContainerPoint(kept.units[2].getBounds().getCenter());
  kept.tell = null;
  map.fire("click", { containerPoint, latlng: map.containerPointToLatLng(containerPoint) });
  GridPlan.listen(map, (answer) => heard.push(answer.unit));
  GridPlan.listen(map, told);
  return heard.map((unit) => kept.ids.indexOf(unit));
}"""


def test_a_map_works_without_webgl_and_has_north_scale_and_a_legend_with_counts(look):
    seen = look("coverage")
    assert seen.page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    assert seen.map.locator("canvas").count() > 0
    drawn = seen.map.evaluate("(box) => [...box.querySelectorAll('canvas')].every((one) => one.getContext('2d'))")
    assert drawn
    for part in (".gp-north svg", ".leaflet-control-scale"):
        seen.map.locator(part).wait_for(state="attached")
    legend = seen.map.locator(".gp-legend")
    assert "图例" in legend.inner_text()
    first = legend.locator("h4").first.locator("xpath=..")
    assert sum(int(number) for number in first.locator(".gp-row em").all_inner_texts()) >= 4
    # the units of the tiny town are squares: each is found in its own middle
    found = seen.map.evaluate(_FOUND)
    assert found == list(range(len(found)))
    assert seen.map.evaluate(_EARLY) == [2]


#: What a class looks like in the legend and on the map: its ground, its opacity.
_SHINING = """(box) => {
  const kept = box.map.gridplan, fill = box.querySelector(".gp-fill");
  const styles = [box, fill, fill.firstChild].map((one) => getComputedStyle(one));
  const alpha = new Uint8Array(new Uint32Array([kept.fills.table[1]]).buffer)[3];
  return [styles[0].backgroundColor, styles[1].backgroundColor, Math.round(styles[2].opacity * 255), alpha];
}"""


def test_the_legend_shows_classes_as_the_map_does_by_day_and_at_night(look):
    seen = look("coverage")
    grounds = set()
    for scheme in ("light", "dark"):
        seen.page.emulate_media(color_scheme=scheme)
        seen.map.and_(seen.page.locator(f"[data-dark={str(scheme == 'dark').lower()}]")).wait_for(state="attached")
        ground, below, inside, alpha = seen.map.evaluate(_SHINING)
        assert (ground, inside) == (below, alpha)
        grounds.add(ground)
    assert len(grounds) == 2
    seen.page.emulate_media(color_scheme="light")
