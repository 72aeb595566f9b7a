/*
 * Buttons for drawing grids: choose, brush, line, ring. Each but the first is one stroke: press, draw, let go.
 * The brush spreads the grid that its stroke begins in.
 * `show` is called after every answer of the server, with what the page gives; `edit` sends one edit to it.
 * Given: `names` of grids, their `colours`, `of` (number of the grid of each unit), `locked` (numbers of grids),
 * `words` for the buttons, `pending` (a ring that waits for its theme), `special`
 * (special grids of the draft, with `gone` those that it erases), `point` (units to be pointed at, once a number),
 * `place` (the version and branch that are drawn), `households` and `hours` of each unit, `heads` of the totals.
 */
var GridPlanTools = (function () {
  "use strict";
  var ICONS = {
    choose: "M5 3l12 9-5 1 3 6-3 1-3-6-4 3z",
    brush: "M20 3c-4 2-8 6-10 9l3 3c3-2 6-7 7-12zM8 13c-3 0-3 4-6 5 3 3 9 2 9-2z",
    line: "M3 19L19 3l2 2L5 21z",
    ring: "M4 9l6-5 9 2 2 9-7 5-9-2zm2 1l1 6 7 2 5-4-2-6-6-2z"
  };
  var MARK = "#d5007f", WAITS = "gridplan-ring", SPECIAL = "#6a1b9a", PAUSE = 400, STEP = 5;

  function set(map, tool) {
    var kept = map.gridplan.tools;
    kept.tool = tool;
    Object.keys(kept.buttons).forEach(function (name) {
      kept.buttons[name].setAttribute("aria-pressed", String(name === tool));
      kept.buttons[name].style.background = name === tool ? "#ffe3f3" : "";
    });
    var drawing = tool !== "choose", box = map.getContainer();
    map.dragging[drawing ? "disable" : "enable"]();
    map.boxZoom[drawing ? "disable" : "enable"]();
    map.doubleClickZoom[drawing ? "disable" : "enable"]();
    box.style.touchAction = drawing ? "none" : "";
    box.style.cursor = drawing ? "crosshair" : "";
    shut(map);
  }

  /* a click on a unit chooses it in the first tool alone */
  function shut(map) {
    var paint = map.gridplan.paint, kept = map.gridplan.tools;
    if (paint) paint.choose = kept.tool === "choose";
  }

  function bar(map, words) {
    var control = L.control({ position: "topleft" }), buttons = map.gridplan.tools.buttons;
    control.onAdd = function () {
      var box = L.DomUtil.create("div", "leaflet-bar gp-tools");
      Object.keys(ICONS).forEach(function (tool) {
        var button = buttons[tool] = L.DomUtil.create("a", "", box);
        button.href = "#";
        button.title = words[tool];
        button.setAttribute("role", "button");
        button.setAttribute("aria-label", words[tool]);
        button.innerHTML = "<svg viewBox='0 0 24 24' width='18' height='18' style='margin:6px'><path d='" + ICONS[tool] + "' fill='currentColor' fill-rule='evenodd'/></svg>";
        L.DomEvent.on(button, "click", function (event) { L.DomEvent.stop(event); set(map, tool); });
      });
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(map);
  }

  /* ---- one stroke ---- */
  function touch(map, stroke, point) {
    var given = map.gridplan.tools.given, i = map.gridplan.fills.at(point);
    if (i < 0 || given.locked.indexOf(given.of[i]) >= 0) return;
    if (stroke.to === undefined) { stroke.to = given.of[i]; stroke.grids = [stroke.to]; weigh(map); }
    if (given.of[i] === stroke.to) return;
    if (stroke.grids.indexOf(given.of[i]) < 0) stroke.grids.push(given.of[i]);
    given.of[i] = stroke.to;
    GridPlan.colour(map, i, given.colours[stroke.to]);
    stroke.units.push(map.gridplan.ids[i]);
    weigh(map);
    clearTimeout(stroke.timer);
    stroke.timer = setTimeout(function () { flush(map, stroke); }, PAUSE);
  }

  /* what the grids under the brush come to by now, as the list beside the map has it after the stroke */
  function weigh(map) {
    var kept = map.gridplan.tools, given = kept.given, total = {}, hours = 0;
    given.of.forEach(function (grid, i) {
      total[grid] = total[grid] || { households: 0, hours: 0 };
      total[grid].households += given.households[i];
      total[grid].hours += given.hours[i];
      hours += given.hours[i];
    });
    var mean = hours / Object.keys(total).length;
    var rows = kept.stroke.grids.map(function (grid) { return line(given, grid, total[grid] || { households: 0, hours: 0 }, mean); });
    kept.live.replaceChildren(cells("th", given.heads), ...rows);
    kept.live.hidden = false;
  }

  function line(given, grid, sum, mean) {
    var off = mean && sum.hours ? Math.round(100 * (sum.hours / mean - 1)) : null;
    var row = cells("td", [given.names[grid].split("-").pop(), sum.households.toLocaleString("en"),
      Math.round(sum.hours).toLocaleString("en"), off === null ? "–" : (off < 0 ? "" : "+") + off + "%"]);
    var sign = document.createElement("i");
    sign.style.background = given.colours[grid];
    row.firstChild.prepend(sign);
    return row;
  }

  function cells(kind, texts) {
    var row = document.createElement("tr");
    texts.forEach(function (text) { row.appendChild(document.createElement(kind)).textContent = text; });
    return row;
  }

  /* a grid that a stroke has emptied is gone when the server answers amid it, and those behind it have moved up */
  function follow(stroke, was, now) {
    function place(grid) { return now.indexOf(was[grid]); }
    if (stroke.to !== undefined) stroke.to = place(stroke.to);
    stroke.grids = stroke.grids.map(place).filter(function (grid) { return grid >= 0; });
  }

  /* the list beside the map is read aloud; this one is for the eye that follows the brush */
  function scales(map) {
    var live = document.createElement("table");
    live.className = "gp-live";
    live.hidden = true;
    live.setAttribute("aria-hidden", "true");
    map.getContainer().appendChild(live);
    return live;
  }

  function flush(map, stroke) {
    clearTimeout(stroke.timer);
    if (!stroke.units.length) return;
    map.gridplan.tools.edit({ tool: "brush", units: stroke.units, grid: map.gridplan.tools.given.names[stroke.to] });
    stroke.units = [];
  }

  function move(map, event) {
    var stroke = map.gridplan.tools.stroke, point = map.mouseEventToContainerPoint(event);
    if (!stroke) return;
    var last = stroke.points[stroke.points.length - 1], far = last ? last.distanceTo(point) : STEP;
    if (far < STEP) return;
    if (stroke.tool === "brush") {
      for (var part = last ? STEP / far : 1; part <= 1; part += STEP / far) {
        touch(map, stroke, last ? last.add(point.subtract(last).multiplyBy(part)) : point);
      }
    }
    stroke.points.push(point);
    if (stroke.trace) stroke.trace.addLatLng(map.containerPointToLatLng(point));
  }

  function begin(map, event) {
    var kept = map.gridplan.tools;
    if (kept.tool === "choose" || event.button || (event.target.closest && event.target.closest(".leaflet-control"))) return;
    event.preventDefault();
    map.getContainer().setPointerCapture(event.pointerId);
    map.getContainer().classList.add("gp-stroke");
    kept.stroke = { tool: kept.tool, points: [], units: [], grids: [] };
    if (kept.tool !== "brush") kept.stroke.trace = L.polyline([], { color: MARK, weight: 3, dashArray: "6 4", interactive: false }).addTo(map);
    move(map, event);
  }

  function end(map, drop) {
    var kept = map.gridplan.tools, stroke = kept.stroke;
    kept.stroke = null;
    map.getContainer().classList.remove("gp-stroke");
    if (!stroke) return;
    if (stroke.tool === "brush") {
      // nothing follows a stroke that changed nothing
      if (!stroke.units.length) kept.live.hidden = true;
      return flush(map, stroke);
    }
    stroke.trace.remove();
    var points = L.LineUtil.simplify(stroke.points, 2).map(function (point) {
      var at = map.containerPointToLatLng(point);
      return [at.lat, at.lng];
    });
    if (!drop && points.length > (stroke.tool === "ring" ? 2 : 1)) kept.edit({ tool: stroke.tool, points: points });
  }

  /* Ctrl+Z and Ctrl+Y wherever one is on the page, but in a field they are the field's own */
  function takeBack(map, event) {
    var key = (event.key || "").toLowerCase(), at = event.composedPath()[0];
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    if (at.closest && at.closest("input, textarea, select, [contenteditable=true]")) return;
    event.preventDefault();
    map.gridplan.tools.edit({ tool: key === "y" || event.shiftKey ? "redo" : "undo" });
  }

  /* a ring that waits for its theme outlives a page that is loaded anew; the window forgets it once it has one */
  function remember(kept, first) {
    var ring = kept.given.pending, place = kept.given.place;
    var was = JSON.parse(sessionStorage.getItem(WAITS) || "null");
    if (ring) sessionStorage.setItem(WAITS, JSON.stringify({ place: place, ring: ring }));
    else if (kept.waited) sessionStorage.removeItem(WAITS);
    else if (first && was && was.place === place) kept.edit({ tool: "ring", points: was.ring });
    kept.waited = Boolean(ring);
  }

  function listen(map) {
    var box = map.getContainer();
    box.addEventListener("pointerdown", function (event) { begin(map, event); });
    box.addEventListener("pointermove", function (event) { move(map, event); });
    box.addEventListener("pointerup", function () { end(map, false); });
    box.addEventListener("pointercancel", function () { end(map, true); });
    box.addEventListener("keydown", function (event) { if (event.key === "Escape") { end(map, true); set(map, "choose"); } });
    var back = function (event) { takeBack(map, event); };
    document.addEventListener("keydown", back);
    map.on("unload", function () { document.removeEventListener("keydown", back); });
  }

  /* ---- what the page wants to be seen ---- */
  function point(map, kept) {
    var wanted = kept.given.point;
    if (!wanted || wanted.n === kept.pointed) return;
    kept.pointed = wanted.n;
    var units = wanted.units.map(function (id) { return map.gridplan.units[map.gridplan.ids.indexOf(id)]; }).filter(Boolean);
    if (!units.length) return;
    units.forEach(function (unit) {
      L.polyline(unit.getLines(), { color: MARK, weight: 4, dashArray: "8 5", interactive: false }).addTo(kept.marks);
    });
    var bounds = units.reduce(function (all, unit) { return all.extend(unit.getBounds()); }, L.latLngBounds([]));
    map.fitBounds(bounds.pad(0.4), { maxZoom: 16 });
    // on a phone the list stands far below; the head of the page covers what is at the very top
    map.getContainer().style.scrollMarginTop = "4rem";
    map.getContainer().scrollIntoView({ block: "nearest" });
  }

  /* the stored shapes stand on the map: what the draft draws lies over them, and what it erases is struck out */
  function special(map, kept) {
    var said = JSON.stringify(kept.given.special || []);
    if (said === kept.said) return;
    kept.said = said;
    kept.special.clearLayers();
    (kept.given.special || []).forEach(function (grid) {
      var name = document.createElement("span");
      // a name is text and no markup
      name.textContent = grid.name;
      if (grid.gone) name.style.textDecoration = "line-through";
      L.polygon(grid.ring, grid.gone
        ? { color: "#555555", weight: 2, dashArray: "2 5", fillColor: "#ffffff", fillOpacity: 0.75, interactive: false }
        : { color: SPECIAL, weight: 3, dashArray: "4 3", fillOpacity: 0.3, interactive: false })
        .bindTooltip(name, { permanent: true, direction: "center" }).addTo(kept.special);
    });
  }

  return {
    show: function (map, given, edit) {
      var kept = map.gridplan.tools = map.gridplan.tools || { buttons: {}, marks: L.layerGroup().addTo(map), special: L.layerGroup().addTo(map) };
      if (kept.stroke) follow(kept.stroke, kept.given.names, given.names);
      kept.given = given;
      kept.edit = edit;
      kept.live = kept.live || scales(map);
      if (!kept.stroke) kept.live.hidden = true;
      remember(kept, !kept.tool);
      if (!kept.tool) { bar(map, given.words); listen(map); set(map, "choose"); }
      shut(map);
      if (!given.point || given.point.n !== kept.pointed) kept.marks.clearLayers();
      if (kept.ring) kept.ring.remove();
      kept.ring = given.pending ? L.polygon(given.pending, { color: MARK, weight: 3, dashArray: "6 4", fillOpacity: 0.15, interactive: false }).addTo(map) : null;
      special(map, kept);
      point(map, kept);
    }
  };
})();
