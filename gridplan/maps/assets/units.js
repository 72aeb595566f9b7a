/*
 * All units of a map on one sheet. Whose each pixel is is found once a view; another colour then is a look-up a pixel,
 * and what lies under the mouse is read off the same numbers. Borders lie on a sheet of their own.
 */
var GridPlanUnits = (function () {
  "use strict";
  var WIDEST_TIP = 270, NARROW = 620, WORLD = 256, RADIAN = Math.PI / 180;

  /* ---- borders: steps of whole grains, on from arc to arc, to pixels of the whole world at zoom 0 ---- */
  function unpack(given) {
    var at = 0, x = 0, y = 0;
    return given.n.map(function (n, i) {
      var line = new Float64Array(2 * n);
      for (var k = 0; k < 2 * n; k += 2, at += 2) {
        x += given.steps[at];
        y += given.steps[at + 1];
        line[k] = (x / given.grain / 360 + 0.5) * WORLD;
        line[k + 1] = (0.5 - Math.asinh(Math.tan(y / given.grain * RADIAN)) / (2 * Math.PI)) * WORLD;
      }
      return { sides: [given.one[i], given.other[i]], line: line, box: box([line]) };
    });
  }

  function box(lines) {
    var found = [Infinity, Infinity, -Infinity, -Infinity];
    lines.forEach(function (line) {
      for (var i = 0; i < line.length; i += 2) {
        found[0] = Math.min(found[0], line[i]);
        found[1] = Math.min(found[1], line[i + 1]);
        found[2] = Math.max(found[2], line[i]);
        found[3] = Math.max(found[3], line[i + 1]);
      }
    });
    return found;
  }

  function latLng(x, y) {
    return L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
  }

  function latLngs(arc) {
    var points = [];
    for (var i = 0; i < arc.line.length; i += 2) points.push(latLng(arc.line[i], arc.line[i + 1]));
    return points;
  }

  /* a unit is the arcs around it, in any order */
  function Unit(arcs) {
    this.arcs = arcs;
    this.box = box(arcs.map(function (arc) { return arc.line; }));
  }

  Unit.prototype.getBounds = function () {
    return L.latLngBounds(latLng(this.box[0], this.box[1]), latLng(this.box[2], this.box[3]));
  };

  /* the middle of the widest stretch halfway down: it lies inside, whatever the shape */
  Unit.prototype.getMiddle = function () {
    var y = (this.box[1] + this.box[3]) / 2, found = [], at = 0;
    this.arcs.forEach(function (arc) {
      for (var line = arc.line, i = 0; i + 3 < line.length; i += 2) {
        if (line[i + 1] > y !== line[i + 3] > y) found.push(line[i] + (y - line[i + 1]) / (line[i + 3] - line[i + 1]) * (line[i + 2] - line[i]));
      }
    });
    found.sort(function (a, b) { return a - b; });
    for (var k = 2; k + 1 < found.length; k += 2) if (found[k + 1] - found[k] > found[at + 1] - found[at]) at = k;
    return latLng((found[at] + found[at + 1]) / 2, y);
  };

  Unit.prototype.getLines = function () {
    return this.arcs.map(latLngs);
  };

  function units(arcs, number) {
    var around = Array.from({ length: number }, function () { return []; });
    arcs.forEach(function (arc) {
      arc.sides.forEach(function (unit) { if (unit >= 0) around[unit].push(arc); });
    });
    return around.map(function (own) { return new Unit(own); });
  }

  /* ---- a canvas that follows the map; `scale` and `shift` lead from the world to its pixels ---- */
  var Sheet = L.Renderer.extend({
    options: { padding: 0.15 },
    _initContainer: function () {
      this._container = document.createElement("canvas");
      this.pen = this._container.getContext("2d", { willReadFrequently: this.often });
    },
    _destroyContainer: function () {
      this._container.remove();
      delete this._container;
    },
    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      var size = this._bounds.getSize(), sheet = this._container, origin = this._map.getPixelOrigin().add(this._bounds.min);
      this.fine = L.Browser.retina ? 2 : 1;
      L.DomUtil.setPosition(sheet, this._bounds.min);
      sheet.width = size.x * this.fine;
      sheet.height = size.y * this.fine;
      sheet.style.width = size.x + "px";
      sheet.style.height = size.y + "px";
      this.scale = this._map.getZoomScale(this._zoom, 0) * this.fine;
      this.shift = origin.multiplyBy(this.fine);
      // a page that goes away leaves its map without a size
      if (sheet.width && sheet.height) this.draw();
    },
    /* a vertex within a pixel of the one before it is not seen */
    line: function (line) {
      var pen = this.pen, last = line.length - 2, near = this.fine, x, y;
      for (var i = 0; i <= last; i += 2) {
        var toX = line[i] * this.scale - this.shift.x, toY = line[i + 1] * this.scale - this.shift.y;
        if (i && i < last && Math.abs(toX - x) < near && Math.abs(toY - y) < near) continue;
        pen[i ? "lineTo" : "moveTo"](x = toX, y = toY);
      }
    },
    inView: function (at) {
      return at[0] * this.scale < this.shift.x + this._container.width && at[2] * this.scale > this.shift.x &&
        at[1] * this.scale < this.shift.y + this._container.height && at[3] * this.scale > this.shift.y;
    }
  });

  /* ---- fills ---- */
  function clamp(n, most) {
    return Math.max(0, Math.min(most, n));
  }

  /* where the edges of a unit cross the middle of each row; shared edges cross at the very same place */
  function crossings(unit, sheet, top, bottom, rows) {
    unit.arcs.forEach(function (arc) {
      for (var line = arc.line, i = 0, last = line.length - 2; i < last; i += 2) {
        var up = line[i + 1] < line[i + 3] ? i : i + 2, down = 2 * i + 2 - up;
        var x = line[up] * sheet.scale - sheet.shift.x, y = line[up + 1] * sheet.scale - sheet.shift.y;
        var end = line[down + 1] * sheet.scale - sheet.shift.y, lean = (line[down] * sheet.scale - sheet.shift.x - x) / (end - y);
        for (var row = Math.max(top, Math.ceil(y - 0.5)); row < bottom && row + 0.5 < end; row++) {
          rows[row - top].push(x + (row + 0.5 - y) * lean);
        }
      }
    });
  }

  function cast(owner, unit, number, sheet, rows) {
    var wide = sheet._container.width, top = clamp(Math.floor(unit.box[1] * sheet.scale - sheet.shift.y), sheet._container.height);
    var bottom = clamp(Math.ceil(unit.box[3] * sheet.scale - sheet.shift.y) + 1, sheet._container.height);
    for (var r = 0; r < bottom - top; r++) rows[r] = [];
    crossings(unit, sheet, top, bottom, rows);
    for (var row = top; row < bottom; row++) {
      var found = rows[row - top].sort(function (a, b) { return a - b; });
      for (var i = 0; i + 1 < found.length; i += 2) {
        owner.fill(number, row * wide + clamp(Math.ceil(found[i] - 0.5), wide), row * wide + clamp(Math.ceil(found[i + 1] - 0.5), wide));
      }
    }
  }

  /* one pixel, its bytes in the order of red, green, blue, opacity; there are few colours */
  var mixed = {};
  function pixel(colour, opacity) {
    var name = colour + opacity;
    if (!(name in mixed)) {
      var value = parseInt(colour.slice(1), 16), bytes = [value >> 16, (value >> 8) & 255, value & 255, Math.round(opacity * 255)];
      mixed[name] = new Uint32Array(new Uint8Array(bytes).buffer)[0];
    }
    return mixed[name];
  }

  var Fills = Sheet.extend({
    often: true,
    initialize: function (units, options) {
      Sheet.prototype.initialize.call(this, options);
      this.units = units;
      this.table = new Uint32Array(units.length + 1);
    },
    draw: function () {
      var sheet = this, rows = [];
      this.owner = new Uint16Array(this._container.width * this._container.height);
      this.image = this.pen.createImageData(this._container.width, this._container.height);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.units.forEach(function (unit, n) {
        if (sheet.inView(unit.box)) cast(sheet.owner, unit, n + 1, sheet, rows);
      });
      this.fill();
    },
    fill: function () {
      // before any colour was given there is nothing to fill with
      if (!this.image || !this.coloured) return;
      var owner = this.owner, pixels = this.pixels, table = this.table;
      for (var i = 0; i < owner.length; i++) pixels[i] = table[owner[i]];
      this.pen.putImageData(this.image, 0, 0);
    },
    set: function (i, colour, opacity) {
      this.coloured = true;
      this.table[i + 1] = pixel(colour, opacity);
    },
    /* one unit alone, within its own box */
    refill: function (i) {
      var at = this.units[i].box, wide = this._container.width, tall = this._container.height;
      var left = clamp(Math.floor(at[0] * this.scale - this.shift.x), wide), right = clamp(Math.ceil(at[2] * this.scale - this.shift.x), wide);
      var top = clamp(Math.floor(at[1] * this.scale - this.shift.y), tall), bottom = clamp(Math.ceil(at[3] * this.scale - this.shift.y), tall);
      for (var y = top; y < bottom; y++) {
        for (var x = left; x < right; x++) {
          if (this.owner[y * wide + x] === i + 1) this.pixels[y * wide + x] = this.table[i + 1];
        }
      }
      this.pen.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
    },
    /* number of the unit at a point of the map's frame, -1 where there is none */
    at: function (point) {
      var place = this._map.containerPointToLayerPoint(point).subtract(this._bounds.min).multiplyBy(this.fine).floor();
      var wide = this._container.width, inside = place.x >= 0 && place.x < wide && place.y >= 0;
      return inside ? (this.owner[place.y * wide + place.x] || 0) - 1 : -1;
    }
  });

  /* ---- hairlines around units, and borders where the two sides differ ---- */
  var Hairlines = Sheet.extend({
    initialize: function (arcs, options) {
      Sheet.prototype.initialize.call(this, options);
      this.arcs = arcs;
      this.long = arcs.reduce(function (sum, arc) { return sum + Math.max(arc.box[2] - arc.box[0], arc.box[3] - arc.box[1]); }, 0) / arcs.length;
    },
    stroke: function (arcs) {
      var sheet = this;
      this.pen.beginPath();
      arcs.forEach(function (arc) { if (sheet.inView(arc.box)) sheet.line(arc.line); });
      this.pen.stroke();
    },
    /* paler where units are small, so that the lines do not hide the colours */
    draw: function () {
      this.pen.strokeStyle = "#8a94a0";
      this.pen.lineWidth = 0.6 * this.fine;
      this.pen.globalAlpha = clamp(this.long * this.scale / this.fine / 20, 1);
      this.stroke(this.arcs);
    }
  });

  var Borders = Hairlines.extend({
    of: [],
    /* arcs whose two sides are not the same */
    between: function (side) {
      return this.arcs.filter(function (arc) { return side(arc.sides[0]) !== side(arc.sides[1]); });
    },
    part: function (of) {
      var same = of.length === this.of.length && of.every(function (one, i) { return one === this[i]; }, this.of);
      this.of = of;
      if (!same && this._container) this._update();
    },
    draw: function () {
      var of = this.of;
      this.pen.strokeStyle = "#1d2b38";
      this.pen.globalAlpha = 0.95;
      this.pen.lineWidth = 1.7 * this.fine;
      this.pen.lineJoin = this.pen.lineCap = "round";
      this.stroke(this.between(function (unit) { return unit < 0 ? -1 : of[unit]; }));
    }
  });

  /* ---- what is told of the unit under the mouse ---- */
  function onMarker(event) {
    var target = event.originalEvent && event.originalEvent.target;
    return Boolean(target && target.closest && target.closest(".leaflet-marker-icon, .leaflet-control"));
  }

  function hover(map, fills, tell, press) {
    var tip = L.tooltip({ className: "gp-tip", opacity: 1 }), under = -1;
    /* on a narrow map a tip stands above or below, moved to where all of it is seen */
    function settle(point) {
      var size = map.getSize(), half = Math.min(WIDEST_TIP, size.x) / 2;
      if (size.x > NARROW) return;
      tip.options.direction = point.y > size.y / 2 ? "top" : "bottom";
      tip.options.offset = L.point(Math.max(half, Math.min(size.x - half, point.x)) - point.x, 0);
    }
    function show(event) {
      var i = onMarker(event) || !map.hasLayer(fills) ? -1 : fills.at(event.containerPoint);
      map.getContainer().classList.toggle("gp-over", i >= 0);
      if (i < 0) map.closeTooltip(tip);
      else {
        settle(event.containerPoint);
        if (i !== under || !map.hasLayer(tip)) tip.setContent(tell(i));
        map.openTooltip(tip.setLatLng(event.latlng));
      }
      under = i;
      return i;
    }
    map.on("mousemove", show);
    map.on("mouseout movestart zoomstart", function () { map.closeTooltip(tip); });
    map.on("click", function (event) {
      var i = show(event);
      if (i >= 0) press(i);
    });
  }

  return {
    unpack: unpack, units: units, latLngs: latLngs, Fills: Fills, Hairlines: Hairlines, Borders: Borders, hover: hover
  };
})();
