"""How fast a map that stands takes other colours, and how fast the server answers a click on it."""

from __future__ import annotations

from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tests.app.looking import SIZES, stands_map

#: What a canvas still has to draw is drawn within the measure, and read back, not left to the next frame.
_PAINT = """(box) => {
  const map = box.map, kept = map.gridplan, times = {repaint: [], recolour: []};
  const draw = () => {
    Object.values(kept.canvases).filter((one) => one._redrawRequest).forEach((one) => one._redraw());
    box.querySelectorAll("canvas").forEach((one) => one.getContext("2d").getImageData(0, 0, 1, 1));
    return box.offsetHeight;
  };
  const timed = (name, act) => { const t = performance.now(); act(); draw(); times[name].push(performance.now() - t); };
  draw();
  for (let n = 0; n < 21; n++) {
    const group = kept.paint.group.map((g, i, all) => all[(i + n + 1) % all.length]);
    const shifted = Object.assign({}, kept.paint, { group });
    timed("repaint", () => GridPlan.repaint(map, shifted));
  }
  for (let n = 0; n < 21; n++)
    timed("recolour", () => GridPlan.colour(map, n, n % 2 ? "#ee8866" : "#77aadd"));
  return times;
}"""
_CLICK = """(box) => new Promise((done) => {
  const began = performance.now(), kept = box.map.gridplan, before = kept.paint;
  const watch = new MutationObserver(() => {
    if (box.getAttribute("aria-busy") !== "false" || kept.paint === before) return;
    watch.disconnect();
    done(performance.now() - began);
  });
  watch.observe(box, { attributes: true });
  kept.tell({ unit: kept.ids[Math.floor(Math.random() * kept.ids.length)], click: Date.now() });
})"""


def painting(browser: Browser, coverage: str, drawing: str) -> dict[str, float]:
    """Time a change of all colours, of one, and a click with its answer; milliseconds, the middle of 21 and of 9."""
    page = browser.new_context(viewport=dict(zip(("width", "height"), SIZES["desktop"], strict=True))).new_page()
    page.goto(coverage)
    stands_map(page)
    page.wait_for_timeout(1_500)
    times: dict[str, Any] = page.locator(".gp-map").first.evaluate(_PAINT)
    page.goto(drawing)
    stands_map(page)
    page.locator("[data-test-script-state=notRunning]").first.wait_for(timeout=90_000)
    page.wait_for_timeout(3_000)
    clicks = []
    for _ in range(9):
        clicks.append(page.locator(".gp-map").first.evaluate(_CLICK))
        page.wait_for_timeout(700)
    page.context.close()
    return {name: median(taken) for name, taken in {**times, "click": clicks}.items()}
