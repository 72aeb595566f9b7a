"""What became of every unit from one version to the next, as colours on the later one's map."""

from __future__ import annotations

import pandas as pd

from gridplan.maps.drawing import Json, View
from gridplan.maps.text import safe
from gridplan.model.words import Change

#: Paul Tol's light scheme; what has not changed stays pale.
COLOURS = {
    Change.NEW: "#44bb99",
    Change.BRANCH: "#aaaa00",
    Change.OWNER: "#ee8866",
    Change.GRID: "#99ddff",
    Change.NONE: "#f4f4f2",
}


def paint_changes(view: View, units: pd.DataFrame) -> Json:
    """
    Colour the units of a view by what became of them.

    Parameters
    ----------
    view
        The later version.
    units
        Compared units: `change`, `households_after`, and `grid_id`, `officer_id` each with `_before` and `_after`;
        index `unit_id`.

    Returns
    -------
    paint
        As `paint` gives it, one group a unit.
    """
    shown = units.reindex(view.units.index)
    codes = shown["change"].fillna(str(Change.NONE))
    number = codes.value_counts()
    rows: list[Json] = [
        {"colour": colour, "text": safe(change.label(view.lang)), "count": int(number[str(change)])}
        for change, colour in COLOURS.items()
        if str(change) in number
    ]
    groups = [
        {"colour": COLOURS[Change(code)], "tip": _tip(view, row, code)}
        for code, (_, row) in zip(codes, shown.iterrows(), strict=True)
    ]
    return {
        "group": list(range(len(groups))),
        "border": pd.factorize(view.units["grid_id"].fillna(""))[0].tolist(),
        "groups": groups,
        "labels": [],
        "legend": {"title": f"{view.say('What changed')} · {view.say('Units')}", "rows": rows},
        "selected": None,
        "choose": False,
    }


def _tip(view: View, row: pd.Series, code: str) -> str:
    if code == str(Change.NONE):
        return ""
    names = view.plan.officers["name"]
    pairs = [("Grid", "grid_id", None), ("Owner", "officer_id", names)]
    lines = [
        f"<b>{safe(Change(code).label(view.lang))}</b>",
        f"{view.say('Households')} {row['households_after']:,.0f}",
    ]
    for title, column, known in pairs:
        ends = [row[f"{column}_{side}"] for side in ("before", "after")]
        said = [safe(end if known is None else known.get(end, end)) or "–" for end in ends]
        lines.append(
            f"{view.say(title)} {said[0]} → {said[1]}" if said[0] != said[1] else f"{view.say(title)} {said[0]}"
        )
    return "<br>".join(lines)
