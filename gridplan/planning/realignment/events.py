"""What can happen to a bank that its plan has to follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Leave:
    """
    An officer leaves the bank, or the branch, for good.

    Attributes
    ----------
    officer_id
        Who.
    """

    officer_id: str


@dataclass(frozen=True)
class Ill:
    """
    An officer is away for some time.

    Attributes
    ----------
    officer_id
        Who.
    first_day, last_day
        ISO days; an empty last day is open.
    """

    officer_id: str
    first_day: str
    last_day: str = ""


@dataclass(frozen=True)
class Close:
    """
    A branch closes.

    Attributes
    ----------
    branch_id
        Which.
    """

    branch_id: str


@dataclass(frozen=True)
class Open:
    """
    A branch opens.

    Attributes
    ----------
    branch_id
        Its id.
    lon, lat
        Its place in degrees, WGS-84.
    kind
        A code of `BranchKind`.
    name
        Its name; by default its id.
    """

    branch_id: str
    lon: float
    lat: float
    kind: str = "town"
    name: str = ""


@dataclass(frozen=True)
class Merge:
    """
    A basic unit is merged into its neighbour.

    Attributes
    ----------
    unit_id
        The unit that ends.
    into
        The unit that goes on.
    """

    unit_id: str
    into: str


Event = Leave | Ill | Close | Open | Merge
