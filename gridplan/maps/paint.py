"""What changes while the shapes stand: the colour, the tip and the label of every unit's group."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle, pairwise

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.geo.degrees import in_degrees
from gridplan.locale import gettext
from gridplan.maps.colours import APART, UNKNOWN, breaks, classify, grid_colours, ramp
from gridplan.maps.drawing import Json, View, label
from gridplan.maps.measures import MEASURES, Measure, figure
from gridplan.maps.text import safe

#: More grids than these have no row each in the legend.
MOST_ROWS = 16
#: Labels of groups come out from this zoom on, unless one branch fills the screen.
_ZOOM = {"branch": 9.0, "town": 9.0, "grid": 11.0, "unit": 13.0}
_COLUMNS = {"grid": "grid_id", "town": "town", "branch": "branch_id"}
_LEVELS = {"grid": "Grids", "unit": "Units", "town": "Towns", "branch": "Branches", "county": "The whole bank"}


def paint(
    view: View,
    *,
    selected: str | list[str] | None = None,
    choose: bool = False,
    colours: Mapping[str, str] | None = None,
) -> Json:
    """
    Colour the units of a view.

    Parameters
    ----------
    view
        What is to be seen; without an indicator each grid gets a colour of its own.
    selected
        The unit to be marked, or all the units of a place.
    choose
        Whether a click on a unit is told to the page.
    colours
        Colour by grid, where each grid has its own and somebody found them already.

    Returns
    -------
    paint
        `group` and `border` a unit, `groups` with colour and tip, `labels`, `legend`.
    """
    units = view.units
    group = groups_of(view)
    names = [name for name in group.unique() if name]
    place = {name: n for n, name in enumerate(names)}
    table = _table(view, names)
    found, legend = _coloured(view, table, colours)
    rows = [{"colour": colour, "tip": _tip(view, row)} for colour, row in zip(found, table.itertuples(), strict=True)]
    borders = units["grid_id"].fillna("") if view.level in {"unit", "county"} else group
    return {
        "group": [place.get(name, -1) for name in group],
        "border": pd.factorize(borders)[0].tolist(),
        "groups": rows,
        "labels": _labels(view, units, group, table),
        "legend": legend,
        "selected": selected,
        "choose": choose,
    }


def _coloured(view: View, table: pd.DataFrame, colours: Mapping[str, str] | None) -> tuple[list[str], Json]:
    if view.indicator:
        return _by_indicator(view, table)
    if view.by_owner:
        return _by_owner(view, table)
    return _by_grid(view, table, grid_colours(view.plan.units, view.plan.adjacency) if colours is None else colours)


def groups_of(view: View) -> pd.Series:
    """
    Tell which place of the level in view each unit belongs to.

    Parameters
    ----------
    view
        What is to be seen.

    Returns
    -------
    groups
        Id of the place by unit; "" for none.
    """
    units = view.units
    if view.level == "unit":
        return pd.Series(units.index, index=units.index)
    if view.level == "county":
        return pd.Series(view.plan.meta.county, index=units.index)
    groups: pd.Series = units[_COLUMNS[view.level]].fillna("").astype(str)
    return groups


def _table(view: View, names: list[str]) -> pd.DataFrame:
    """One row a group: its name on screen, its grid's staff, its figure with numerator and base."""
    table = pd.DataFrame(index=pd.Index(names, dtype=object))
    source = {"grid": view.plan.grids, "branch": view.plan.branches, "unit": view.plan.units}.get(view.level)
    table["name"] = names if source is None else source["name"].reindex(names).fillna("").to_numpy()
    if source is not None and "households" in source:
        table["households"] = source["households"].reindex(names).to_numpy()
    if view.level == "grid":
        grids = view.plan.grids.reindex(names)
        table["deviation"] = grids["deviation"].to_numpy()
        officers = view.plan.officers["name"]
        table["owner"] = grids["primary_officer_id"].map(officers).fillna("").to_numpy()
        table["backup"] = grids["backup_officer_id"].map(officers).fillna("").to_numpy()
    found = view.plan.indicators
    asked = (found["level"] == view.level) & (found["indicator"] == view.indicator) if view.indicator else slice(0)
    found = found[asked].set_index("id")
    for column in ("value", "numerator", "denominator", "base"):
        table[column] = found[column].reindex(names).to_numpy()
    return table


def _by_indicator(view: View, table: pd.DataFrame) -> tuple[list[str], Json]:
    measure = MEASURES[view.indicator]
    values = table["value"].to_numpy(dtype=float)
    limits = breaks(values)
    classes = classify(values, limits)
    colours = ramp(measure.palette, len(limits) + 1)
    texts = _ends(measure, values, limits)
    counts = [int((classes == n).sum()) for n in range(len(colours))]
    rows: list[Json] = [{"colour": c, "text": t, "count": n} for c, t, n in zip(colours, texts, counts, strict=True)]
    if (classes < 0).any():
        rows.append({"colour": UNKNOWN, "text": view.say("No figure"), "count": int((classes < 0).sum())})
    base = [view.say(str(one)) for one in table["base"].dropna().unique() if measure.share]
    title = " · ".join([view.say(measure.name), *base, view.say(_LEVELS[view.level])])
    return [colours[n] if n >= 0 else UNKNOWN for n in classes], {"title": title, "rows": rows}


def _ends(measure: Measure, values: np.ndarray, limits: list[float]) -> list[str]:
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return ["–"]
    ends = [float(finite.min()), *limits, float(finite.max())]
    shown = [figure(end, share=measure.share) for end in ends]
    return [low if low == high else f"{low} – {high}" for low, high in pairwise(shown)]


def _by_grid(view: View, table: pd.DataFrame, chosen: Mapping[str, str]) -> tuple[list[str], Json]:
    colours = [chosen.get(str(name), UNKNOWN) for name in table.index]
    rows: list[Json] = [
        {"colour": colour, "text": safe(short(str(name))), "count": f"{households:,.0f}"}
        for name, colour, households in zip(table.index, colours, table.get("households", []), strict=False)
    ]
    title = f"{view.say('Grids')} · {view.say('Households')}"
    return colours, {
        "title": title,
        "rows": sorted(rows, key=lambda row: row["text"]) if len(rows) <= MOST_ROWS else [],
    }


def _by_owner(view: View, table: pd.DataFrame) -> tuple[list[str], Json]:
    owners = sorted(set(table["owner"]) - {""})
    chosen = dict(zip(owners, cycle(APART), strict=False))
    number = table["owner"].value_counts()
    rows: list[Json] = [{"colour": chosen[owner], "text": safe(owner), "count": int(number[owner])} for owner in owners]
    if "" in number:
        rows.append({"colour": UNKNOWN, "text": view.say("nobody"), "count": int(number[""])})
    title = f"{view.say('Owner')} · {view.say('Grids')}"
    legend = {"title": title, "rows": rows if len(rows) <= MOST_ROWS else []}
    return [chosen.get(owner, UNKNOWN) for owner in table["owner"]], legend


def short(grid_id: str) -> str:
    """
    Shorten a grid id to what is told apart inside one branch.

    Parameters
    ----------
    grid_id
        Such as `B01-G03`.

    Returns
    -------
    name
        Such as `G03`.
    """
    return grid_id.rsplit("-", 1)[-1]


def _tip(view: View, row: object) -> str:
    given = row._asdict()  # type: ignore[attr-defined]
    lines = _named(view, given)
    if view.indicator:
        measure = MEASURES[view.indicator]
        lines.append(f"{view.say(measure.name)} <b>{figure(float(given['value']), share=measure.share)}</b>")
        if measure.share and np.isfinite(given["denominator"]):
            lines.append(f"{given['numerator']:,.0f} ÷ {given['denominator']:,.0f} ({view.say(str(given['base']))})")
    # the browser tells those of the unit itself
    if view.level != "unit" and np.isfinite(given.get("households", np.nan)):
        lines.append(f"{view.say('Households')} {given['households']:,.0f}")
    if view.level == "grid":
        owner, backup = safe(given["owner"]) or "–", safe(given["backup"]) or "–"
        lines.append(f"{view.say('Owner')} {owner} · {view.say('Backup')} {backup}")
        lines.append(f"{view.say('Workload against target')} {given['deviation']:+.0%}")
    return "<br>".join(lines)


def _named(view: View, given: Json) -> list[str]:
    """Say that a grid is one, as many bear the name of a village in them; a unit is named by the browser."""
    if view.level == "unit":
        return []
    if view.level == "grid":
        named = f"<b>{safe(short(str(given['Index'])))} {safe(given['name'])}</b>"
        return [gettext("Grid {0}", view.lang).format(named)]
    return [f"<b>{safe(given['name'])}</b>"]


def _labels(view: View, units: gpd.GeoDataFrame, group: pd.Series, table: pd.DataFrame) -> list[Json]:
    """One label a group, on the unit that lies nearest its middle."""
    if view.level != "grid":
        return []
    points = in_degrees(units.geometry.representative_point())
    places = pd.DataFrame({"x": points.x, "y": points.y, "group": group})
    middle = places.groupby("group")[["x", "y"]].transform("mean")
    places["off"] = (places["x"] - middle["x"]) ** 2 + (places["y"] - middle["y"]) ** 2
    nearest = places.sort_values("off", kind="stable").drop_duplicates("group").set_index("group")
    zoom = _ZOOM[view.level] if view.branch_id is None and view.officer_id is None else 0
    return [
        label((x, y), short(str(name)), view.level, rank=20, zoom=zoom)
        for name, (x, y) in zip(table.index, nearest.loc[table.index, ["x", "y"]].to_numpy(), strict=True)
    ]
