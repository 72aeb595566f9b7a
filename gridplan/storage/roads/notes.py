"""What was mended while roads were read."""

from __future__ import annotations

from dataclasses import dataclass, field

import shapely

#: Above this a limit is a slip of the pen.
_FASTEST_KMH = 200.0


@dataclass
class RoadNotes:
    """
    What reading roads passed over or mended.

    Attributes
    ----------
    odd_speeds
        Limits that were no plain number of km/h.
    no_lengths
        Roads whose length was zero or negative.
    ferries
        Lines on which a ferry goes; no roads.
    """

    odd_speeds: int = 0
    no_lengths: int = 0
    ferries: list[shapely.Geometry] = field(default_factory=list)

    def see_speed(self, value: object) -> None:
        """
        Count a limit that is no plain number of km/h.

        Parameters
        ----------
        value
            What the source says, or nothing.
        """
        if value is None or value != value or not str(value).strip():  # noqa: PLR0124 # NaN alone
            return
        try:
            plain = 0 < float(str(value)) <= _FASTEST_KMH and str(value).isascii()
        except ValueError:
            plain = False
        self.odd_speeds += not plain

    def see_length(self, value: object) -> None:
        """
        Count a length that can't be.

        Parameters
        ----------
        value
            Length that a source states, in any unit, or nothing.
        """
        try:
            self.no_lengths += float(str(value)) <= 0
        except ValueError:
            return
