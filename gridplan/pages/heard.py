"""What a page hears of what was done on its map, perhaps on the one before."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from gridplan.maps.drawing import Json


def heard(answer: object, scene: str, units: Collection[Hashable]) -> Json:
    """
    Keep of an answer what holds for the map that stands.

    Parameters
    ----------
    answer
        What the browser told.
    scene
        The shapes that stand now.
    units
        Units in view.

    Returns
    -------
    kept
        All of it, if it was told on these very shapes; of one told while they were on their way, a click on a unit
        that is still in view.
    """
    if not isinstance(answer, dict):
        return {}
    if answer.get("scene") == scene:
        return answer
    unit = answer.get("unit")
    # whoever clicked before the map was exchanged meant the unit, not the picture of it
    clicked = isinstance(unit, str) and unit in units
    return {"unit": unit, "click": answer.get("click")} if clicked else {}
