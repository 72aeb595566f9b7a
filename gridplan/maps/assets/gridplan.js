/*
 * GridPlan's drawing on Leaflet, the same on screen and in an exported file.
 * Shapes arrive as whole hundred-thousandths of a degree, each ring a chain of steps from the vertex before it.
 * Every text was made harmless by gridplan.maps.text.safe before it came here.
 */
var GridPlan = (function () {
  "use strict";
  var DEGREE = 1e-5, FILLED = 0.86;
  var PANES = { ground: 210, units: 300, streets: 325, base: 330, reach: 350, difference: 360, borders: 400, chosen: 405, special: 410, households: 430, places: 600, branches: 620, labels: 610 };
  var INTERACTIVE = { places: true, branches: true };

  function ring(steps) {
    var x = 0, y = 0, points = [];
    for (var i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      points.push([y * DEGREE, x * DEGREE]);
    }
    return points;
  }

  function rings(shape) {
    return shape.map(function (part) { return part.map(ring); });
  }

  function state(map) {
    if (!map.gridplan) map.gridplan = { groups: {}, titles: {}, legends: {}, labels: {}, units: [], selected: -1, early: -1, clicks: 0 };
    return map.gridplan;
  }

  function pane(map, name) {
    var made = map.getPane(name) || map.createPane(name);
    made.style.zIndex = PANES[name];
    if (!INTERACTIVE[name]) made.style.pointerEvents = "none";
    return name;
  }

  function canvas(map, name) {
    var kept = state(map);
    kept.canvases = kept.canvases || {};
    if (!kept.canvases[name]) kept.canvases[name] = L.canvas({ pane: pane(map, name), padding: 0.3 });
    return kept.canvases[name];
  }

  /* ---- patterns, so that a difference is told by more than its colour ---- */
  function hatch(map, name, colour) {
    var svg = state(map).svg;
    if (!svg) svg = state(map).svg = L.svg({ pane: pane(map, "difference"), padding: 0.5 });
    svg.addTo(map);
    var id = "hatch-" + name + "-" + L.stamp(map);
    if (svg._container.querySelector("#" + id)) return id;
    var lines = { circle_only: "M0,8 L8,0", road_only: "M0,0 L8,8", gap: "M4,0 L4,8 M0,4 L8,4", overlap: "M0,4 L8,4" };
    var holder = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    holder.innerHTML =
      '<pattern id="' + id + '" width="8" height="8" patternUnits="userSpaceOnUse"><path d="' + (lines[name] || lines.gap) +
      '" stroke="' + colour + '" stroke-width="1.6" fill="none"/></pattern>';
    svg._container.insertBefore(holder, svg._container.firstChild);
    return id;
  }

  /* ---- one function for each kind of drawing ---- */
  var KINDS = {
    lines: function (map, data) {
      return L.layerGroup(data.classes.map(function (style) {
        return L.polyline(style.lines.map(ring), {
          renderer: canvas(map, style.pane || data.pane), color: style.colour, weight: style.weight, opacity: style.opacity || 1,
          dashArray: style.dash || null, lineCap: "round", interactive: false, smoothFactor: 1.2
        });
      }));
    },
    areas: function (map, data) {
      return L.layerGroup(data.classes.map(function (style) {
        var pattern = style.hatch ? hatch(map, style.hatch, style.colour) : null;
        return L.polygon([].concat.apply([], style.shapes.map(rings)), {
          renderer: pattern ? state(map).svg : canvas(map, data.pane), color: style.colour,
          weight: style.weight, dashArray: style.dash || null, fill: style.fill > 0 || Boolean(pattern),
          fillColor: pattern ? "url(#" + pattern + ")" : style.colour, fillOpacity: pattern ? 1 : style.fill,
          opacity: style.opacity || 1, interactive: false, smoothFactor: 0.8
        });
      }));
    },
    units: function (map, data) {
      var kept = state(map), name = pane(map, "units");
      kept.arcs = GridPlanUnits.unpack(data.arcs);
      kept.units = GridPlanUnits.units(kept.arcs, data.ids.length);
      kept.ids = data.ids;
      kept.labels.names = kept.units.map(function (unit, i) {
        return { get at() { return unit.getMiddle(); }, text: data.names[i], kind: "unit", rank: 40, zoom: data.zoom };
      });
      kept.fills = new GridPlanUnits.Fills(kept.units, { pane: name });
      GridPlanUnits.hover(map, kept.fills, function (i) { return unitTip(kept, data, i); }, function (i) { choose(map, i); });
      return L.layerGroup([kept.fills, new GridPlanUnits.Hairlines(kept.arcs, { pane: name })]);
    },
    borders: function (map) {
      var kept = state(map);
      kept.borders = new GridPlanUnits.Borders(kept.arcs, { pane: pane(map, "borders") });
      // a line or two: a canvas of their own would be as large as the map, and empty most of the time
      kept.chosen = L.polyline([], { renderer: L.svg({ pane: pane(map, "chosen") }), color: "#d5007f", weight: 4, interactive: false });
      return L.layerGroup([kept.borders, kept.chosen]);
    },
    points: function (map, data) {
      state(map).points = data;
      return L.layerGroup(data.classes.map(function (style) {
        return L.layerGroup(style.points.map(function (p) {
          return L.circleMarker([p[1] * DEGREE, p[0] * DEGREE], {
            renderer: canvas(map, "households"), radius: p[2] ? style.radius + 4 : style.radius, color: p[2] ? "#d5007f" : "#ffffff",
            weight: p[2] ? 3 : 0.8, fillColor: style.colour, fillOpacity: 0.95, interactive: false
          });
        }));
      }));
    },
    bins: function (map, data) {
      var side = data.side, group = [];
      data.cells.forEach(function (c) {
        var y = data.origin[1] + c[1] * side[1], x = data.origin[0] + c[0] * side[0];
        group.push(L.rectangle([[y, x], [y + side[1], x + side[0]]], {
          renderer: canvas(map, "households"), stroke: false, fillColor: data.colours[c[2]], fillOpacity: 0.75, interactive: false
        }));
      });
      return L.layerGroup(group);
    },
    /* a picture of the ground: what lies on it lets it shine through */
    ground: function (map, data) {
      var tiles = L.tileLayer(data.address + "/{z}/{x}/{y}", {
        pane: pane(map, "ground"), minNativeZoom: data.least, maxNativeZoom: data.most, maxZoom: 22, attribution: data.credit });
      function thin(opacity) { return function () { pane(map, "units"); map.getPane("units").style.opacity = opacity; }; }
      return tiles.on("add", thin(0.6)).on("remove", thin(1));
    },
    /* lines, and dots on them */
    marks: function (map, data) {
      var dots = data.dots.map(function (style) {
        return L.layerGroup(style.points.map(function (p) {
          return L.circleMarker([p[1] * DEGREE, p[0] * DEGREE], {
            renderer: canvas(map, data.pane), radius: style.radius, color: "#ffffff", weight: 1, fillColor: style.colour, fillOpacity: 1, interactive: false });
        }));
      });
      return L.layerGroup([KINDS.lines(map, data)].concat(dots));
    },
    places: function (map, data) {
      return L.layerGroup(data.points.map(function (p, i) {
        var icon = L.divIcon({ className: "gp-place", iconSize: [14, 14], html: "<i style='background:" + data.colour + "'></i>" });
        return L.marker([p[1] * DEGREE, p[0] * DEGREE], { icon: icon, pane: pane(map, "places"), keyboard: false })
          .bindTooltip(data.tips[i], { className: "gp-tip", opacity: 1 });
      }));
    },
    tiles: function (map, data) {
      var layer = new Tiled({ pane: pane(map, "households"), tileSize: 256, updateWhenZooming: false, keepBuffer: 1 });
      layer.data = data;
      layer.from = map.tilesFrom;
      var marks = data.start.map(function (p) {
        return L.circleMarker([p[1] * DEGREE, p[0] * DEGREE], {
          renderer: canvas(map, "borders"), radius: 9, color: "#d5007f", weight: 3, fill: false, interactive: false });
      });
      return L.layerGroup([layer].concat(marks));
    },
    branches: function (map, data) {
      state(map).signs = data.points;
      return L.layerGroup(data.points.map(function (p, i) {
        var icon = L.divIcon({ className: "gp-branch", iconSize: [22, 22], html: "<svg viewBox='0 0 24 24'><path d='M12 2 2 8v2h20V8zM4 12v7h3v-7zm6.5 0v7h3v-7zM17 12v7h3v-7zM2 21h20v2H2z'/></svg>" });
        return L.marker([p[1] * DEGREE, p[0] * DEGREE], { icon: icon, pane: pane(map, "branches"), keyboard: false })
          .bindTooltip(data.tips[i], { className: "gp-tip", opacity: 1 });
      }));
    }
  };

  /* ---- households by tiles: 32 bits of kind, 32 of number, then what maps/tiles.py tells ---- */
  var Tiled = L.GridLayer.extend({
    createTile: function (at, done) {
      var tile = L.DomUtil.create("canvas"), layer = this;
      tile.width = tile.height = 256;
      fetch([this.from, at.z, at.x, at.y].join("/"), { credentials: "same-origin" }).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.arrayBuffer();
      }).then(function (content) {
        if (content.byteLength) drawTile(tile.getContext("2d"), content, layer.data);
        done(null, tile);
      }).catch(function (error) { done(error, tile); });
      return tile;
    }
  });

  function drawTile(pen, content, data) {
    var head = new Uint32Array(content, 0, 2), n = head[1];
    if (head[0]) {
      var counts = new Uint32Array(content, 8, n), columns = new Uint8Array(content, 8 + 4 * n, n), rows = new Uint8Array(content, 8 + 5 * n, n);
      pen.globalAlpha = 0.8;
      for (var i = 0; i < n; i++) {
        pen.fillStyle = data.colours[data.limits.filter(function (limit) { return counts[i] >= limit; }).length];
        pen.fillRect(columns[i] * 4, rows[i] * 4, 4, 4);
      }
      return;
    }
    var x = new Uint16Array(content, 8, n), y = new Uint16Array(content, 8 + 2 * n, n), kinds = new Uint8Array(content, 8 + 4 * n, n);
    var radius = n > 800 ? 2 : 3.5;
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 0.7;
    for (var j = 0; j < n; j++) {
      pen.beginPath();
      pen.arc(x[j] / 256, y[j] / 256, radius, 0, 6.2832);
      pen.fillStyle = data.dots[kinds[j]] || "#7f7f7f";
      pen.fill();
      pen.stroke();
    }
  }

  /* a layer whose shapes come when it is switched on for the first time */
  function waiting(map, drawing) {
    var group = L.layerGroup(), box = map.getContainer(), asked = false;
    group.late = true;
    return group.on("add", function () {
      if (asked) return;
      asked = true;
      box.setAttribute("aria-busy", "true");
      map.fetchLater(drawing.later).then(function (data) {
        group.addLayer(KINDS[drawing.kind](map, data));
      }).catch(function (error) {
        console.error(error);
        asked = false;
        map.removeLayer(group);
      }).finally(function () { box.setAttribute("aria-busy", "false"); });
    });
  }

  function unitTip(kept, data, i) {
    var paint = kept.paint, group = paint ? paint.groups[paint.group[i]] : null;
    var own = data.households[i] === null ? "" : "<br>" + data.told + " " + data.households[i].toLocaleString("en");
    return "<b>" + data.names[i] + (data.towns[i] ? " · " + data.towns[i] : "") + "</b>" + own + (group && group.tip ? "<br>" + group.tip : "");
  }

  /* ---- choosing a unit: the browser answers at once, Python follows ---- */
  function choose(map, i) {
    var kept = state(map);
    // who clicks before the colours are there is heard once they are
    if (!kept.tell) kept.early = i;
    if (!kept.tell || !kept.paint.choose) return;
    mark(kept, [i]);
    kept.clicks += 1;
    kept.tell({ unit: kept.ids[i], click: Date.now() + kept.clicks });
  }

  function mark(kept, places) {
    var inside = {};
    kept.selected = places.length ? places[0] : -1;
    if (!kept.chosen) return;
    places.forEach(function (i) { inside[i] = i >= 0; });
    var around = kept.borders.between(function (i) { return Boolean(inside[i]); });
    if (around.length || kept.chosen.getLatLngs().length) kept.chosen.setLatLngs(around.map(GridPlanUnits.latLngs));
  }

  /* a wide letter takes two places, an entity one */
  function width(text) {
    return Array.from(text.replace(/&#?\w+;/g, "x")).reduce(function (sum, letter) { return sum + (letter.codePointAt(0) < 0x2e80 ? 1 : 2); }, 0);
  }

  /* ---- labels: most important first, never one over another ---- */
  function placeLabels(map) {
    var kept = state(map), taken = signs(map), zoom = map.getZoom(), view = map.getBounds().pad(0.05);
    if (!kept.labelGroup) kept.labelGroup = L.layerGroup().addTo(map);
    kept.labelGroup.clearLayers();
    var all = [];
    Object.keys(kept.labels).forEach(function (name) {
      if (kept.groups[name] && !map.hasLayer(kept.groups[name])) return;
      all = all.concat(kept.labels[name].filter(function (label) { return zoom >= label.zoom && view.contains(label.at); }));
    });
    all.sort(function (a, b) { return a.rank - b.rank; });
    all.forEach(function (label) {
      var at = map.latLngToLayerPoint(label.at), wide = width(label.text) * 6.6 + 8, lift = freeLift(taken, at, wide, label.lift || 0);
      if (lift === null) return;
      L.marker(label.at, { pane: pane(map, "labels"), interactive: false, keyboard: false, icon: L.divIcon({
        className: "gp-label gp-label-" + label.kind, iconSize: [wide, 18], iconAnchor: [wide / 2, 9 - lift], html: label.text }) }).addTo(kept.labelGroup);
    });
  }

  /* where a text is wanted, else on the other side of its place */
  function freeLift(taken, at, wide, wanted) {
    var lifts = wanted ? [wanted, -wanted] : [0, -19, 19];
    for (var i = 0; i < lifts.length; i++) {
      var box = [at.x - wide / 2, at.y - 9 + lifts[i], at.x + wide / 2, at.y + 9 + lifts[i]];
      if (!taken.some(function (o) { return box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]; })) {
        taken.push(box);
        return lifts[i];
      }
    }
    return null;
  }

  /* no text lies over the sign of a branch */
  function signs(map) {
    var kept = state(map), shown = kept.groups.branches && map.hasLayer(kept.groups.branches);
    return (shown ? kept.signs : []).map(function (p) {
      var at = map.latLngToLayerPoint([p[1] * DEGREE, p[0] * DEGREE]);
      return [at.x - 10, at.y - 10, at.x + 10, at.y + 10];
    });
  }

  /* ---- legend ---- */
  /* too dark to be seen on a dark ground by itself; on the map there are fills below it */
  function isDeep(colour) {
    var value = parseInt(colour.slice(1), 16);
    return 0.3 * (value >> 16) + 0.6 * ((value >> 8) & 255) + 0.1 * (value & 255) < 90;
  }

  /* as the map has it: not the colour alone, but with what shines through it */
  function fillSwatch(row) {
    return "<i class='gp-swatch gp-fill'><b style='background:" + row.colour + ";opacity:" + FILLED + "'></b></i>";
  }

  function swatch(row) {
    if (row.hatch) {
      var lines = { circle_only: 135, road_only: 45, gap: 90, overlap: 0 };
      return "<i class='gp-swatch gp-fill' style='background-image:repeating-linear-gradient(" + lines[row.hatch] + "deg," + row.colour + " 0 2px,transparent 2px 5px);border-color:" + row.colour + "'></i>";
    }
    if (row.line) return "<i class='gp-line" + (isDeep(row.colour) ? " gp-deep" : "") + "' style='border-top:" + row.line + "px " + (row.dash ? "dashed " : "solid ") + row.colour + "'></i>";
    return "<i class='gp-swatch" + (row.dot ? " gp-dot" : "") + "' style='background:" + row.colour + "'></i>";
  }

  function legendBlock(title, rows, mark) {
    return (rows.length > 1 ? "<h4>" + title + "</h4>" : "") + rows.map(function (row) {
      return "<div class='gp-row'>" + (mark || swatch)(row) + "<span>" + row.text + "</span>" + (row.count === undefined ? "" : "<em>" + row.count + "</em>") + "</div>";
    }).join("");
  }

  function writeLegend(map) {
    var kept = state(map);
    if (!kept.legendBody) return;
    var blocks = kept.paint && kept.paint.legend ? [legendBlock(kept.paint.legend.title, kept.paint.legend.rows, fillSwatch)] : [];
    Object.keys(kept.legends).forEach(function (name) {
      if (map.hasLayer(kept.groups[name])) blocks.push(legendBlock(kept.titles[name], kept.legends[name]));
    });
    kept.legendBody.innerHTML = blocks.join("");
  }

  function legend(map, title, open) {
    var control = L.control({ position: "bottomright" });
    control.onAdd = function () {
      var box = L.DomUtil.create("details", "gp-legend");
      box.open = open;
      box.innerHTML = "<summary>" + title + "</summary><div class='gp-legend-body'></div>";
      state(map).legendBody = box.lastChild;
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    control.addTo(map);
  }

  /* ---- the frame around a map grows while it loads: fit again until somebody touches it ---- */
  function fit(map, bounds, right) {
    var touched = false, box = map.getContainer();
    function again() {
      if (touched) return;
      map.fitBounds(bounds, { paddingTopLeft: [8, 8], paddingBottomRight: [right, 8], animate: false });
    }
    ["mousedown", "wheel", "touchstart", "keydown"].forEach(function (name) {
      box.addEventListener(name, function () { touched = true; }, { capture: true, passive: true, once: true });
    });
    map.on("resize", again);
    again();
  }

  /* what buttons of Leaflet are called */
  function call(map, words) {
    Object.keys(words).forEach(function (name) {
      var button = map.getContainer().querySelector(".leaflet-control-" + name);
      if (!button) return;
      button.title = words[name];
      button.setAttribute("aria-label", words[name]);
    });
  }

  /* on screen the page says when it is night; an exported file has the system alone to ask */
  function turnDark(box) {
    var wish = window.matchMedia("(prefers-color-scheme: dark)");
    function turn() { box.dataset.dark = wish.matches; }
    if (box.classList.contains("gp-map")) return;
    turn();
    wish.addEventListener("change", turn);
  }

  /* ---- what Python calls ---- */
  return {
    draw: function (map, drawing) {
      var kept = state(map), group = drawing.later === null ? KINDS[drawing.kind](map, drawing.data) : waiting(map, drawing);
      kept.groups[drawing.name] = group;
      kept.titles[drawing.name] = drawing.title;
      if (drawing.legend.length) kept.legends[drawing.name] = drawing.legend;
      if (drawing.labels.length) kept.labels[drawing.name] = drawing.labels;
      if (drawing.shown) group.addTo(map);
      if (drawing.toggle) {
        kept.toggles = kept.toggles || L.control.layers(null, null, { position: "topright" }).addTo(map);
        kept.toggles.addOverlay(group, drawing.title);
      }
    },
    /* where a map looks; before anything is drawn, so that nothing is drawn twice */
    frame: function (map, words) {
      var kept = state(map);
      kept.open = Boolean(words.open && map.getSize().x > 620);
      fit(map, words.bounds, kept.open ? 200 : 8);
    },
    furnish: function (map, words) {
      turnDark(map.getContainer());
      map.attributionControl.setPrefix(false).addAttribution(words.credit);
      L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
      var north = L.control({ position: "bottomleft" });
      north.onAdd = function () {
        var box = L.DomUtil.create("div", "gp-north");
        box.innerHTML = "<svg viewBox='0 0 20 30' role='img' aria-label='N'><path d='M10 1 17 20 10 16 3 20z'/><text x='10' y='29'>N</text></svg>";
        return box;
      };
      north.addTo(map);
      if (words.synthetic) {
        var sign = L.control({ position: "topleft" });
        sign.onAdd = function () { var div = L.DomUtil.create("div", "gp-synthetic"); div.innerHTML = words.synthetic; return div; };
        sign.addTo(map);
      }
      if (state(map).open === undefined) this.frame(map, words);
      legend(map, words.legend, state(map).open);
      call(map, words.buttons || {});
      var again = function () { placeLabels(map); };
      map.on("zoomend moveend resize", again);
      map.on("overlayadd overlayremove", function () { writeLegend(map); placeLabels(map); });
      writeLegend(map);
      again();
    },
    /* one unit at once in another colour, until the server answers */
    colour: function (map, i, colour) {
      var fills = state(map).fills;
      fills.set(i, colour, FILLED);
      fills.refill(i);
    },
    /* whom a click on a unit is told to */
    listen: function (map, tell) {
      var kept = state(map);
      kept.tell = tell;
      if (kept.early >= 0) choose(map, kept.early);
      kept.early = -1;
    },
    repaint: function (map, paint) {
      var kept = state(map);
      kept.paint = paint;
      kept.units.forEach(function (unit, i) {
        var group = paint.groups[paint.group[i]];
        kept.fills.set(i, group ? group.colour : "#ffffff", group ? FILLED : 0.2);
      });
      kept.fills.fill();
      if (kept.borders) kept.borders.part(paint.border);
      mark(kept, [].concat(paint.selected || []).map(function (id) { return kept.ids.indexOf(id); }));
      kept.labels.paint = paint.labels;
      writeLegend(map);
      placeLabels(map);
    }
  };
})();
