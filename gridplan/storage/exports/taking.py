"""Who takes a plan away, when, and how it is to be written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gridplan.errors import SettingsError
from gridplan.model.bank_time import zoned_clock
from gridplan.model.words import Datum


@dataclass(frozen=True)
class Shading:
    """
    What the grids of a printed map are coloured by.

    Attributes
    ----------
    title
        What it is, in the reader's language.
    colours
        Colour by grid, as `#rrggbb`.
    rows
        Rows of the legend: colour, text, count.
    """

    title: str
    colours: Mapping[str, str]
    rows: Sequence[tuple[str, str, str]] = ()


def silent(share: float) -> None:
    """
    Tell nobody how far a file is.

    Parameters
    ----------
    share
        How much of it is written, 0 to 1.
    """
    del share


@dataclass(frozen=True)
class Taking:
    """
    How one person takes a plan away.

    Attributes
    ----------
    who
        Account, for the watermark; "" writes none.
    at
        The moment, aware.
    datum
        Datum of coordinates where the form leaves the choice: `wgs84`, `cgcs2000`, `gcj02` or `bd09`.
    branch_id
        The branch that is drawn; None draws the county.
    grid_ids
        Grids that get a notice; None stands for all of the branch.
    shading
        What grids are coloured by; None tells neighbours apart.
    complaint_line
        Where customers complain; printed on notices.
    phones
        Work phones, by officer or branch.
    tell
        Called with the share that is written, 0 to 1, by forms that take long.
    """

    who: str = ""
    at: datetime | None = None
    datum: str = str(Datum.WGS84)
    branch_id: str | None = None
    grid_ids: Collection[str] | None = None
    shading: Shading | None = None
    complaint_line: str = ""
    phones: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[float], None] = silent

    def __post_init__(self) -> None:
        """Refuse a datum that nobody knows."""
        if self.datum not in set(map(str, Datum)):
            raise SettingsError(f"no datum {self.datum}; choose from {', '.join(Datum)}")

    @property
    def stamp(self) -> str:
        """
        Tell who took it and when.

        Returns
        -------
        stamp
            Such as `head · 2026-05-01 16:30 UTC+8`; empty where nobody is named.
        """
        when = zoned_clock(self.at) if self.at else ""
        return " · ".join(part for part in (self.who, when) if part)


#: Nobody in particular, in WGS-84.
PLAIN = Taking()
