"""A picture of the ground, made elsewhere, that lies under a map."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Basemap:
    """
    What a basemap says of itself.

    Attributes
    ----------
    mark
        Names the state of its file, so that browsers may keep its tiles.
    credit
        Whom to name; no HTML.
    least, most
        Zooms that it has tiles for.
    shifted
        Whether it says that it is drawn in GCJ-02, and so lies hundreds of metres beside the plan.
    """

    mark: str
    credit: str
    least: int
    most: int
    shifted: bool = False
