"""The prices and limits of putting people on grids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffingRules:
    """
    What binds the choice of owners and backups; prices are hours a year.

    Attributes
    ----------
    max_overload_share
        Overload up to this share of an officer's hours costs `overload_price`, more costs `excess_price`.
    overload_price, excess_price
        Price of an hour beyond what an officer has.
    most_backups
        Grids that one officer may cover (rule S07); more costs `role_price` each.
    most_grids
        Grids that one officer may own (rule S06); more costs `role_price` each.
    role_price
        Price of a grid or a cover too many.
    even_share
        Loads of up to so many times the mean utilisation of the branch count as even.
    spread_weight
        Price of the highest utilisation above that, as a share of the mean hours of an officer.
    idle_price
        Price of an officer who owns no grid (rule S06).
    change_price
        Price of another owner than before.
    cover_share
        A backup's way counts so much of an owner's.
    candidates
        Officers that a grid may go to: so many whose beats are nearest; None lets it go to all.
    nodes
        After so many nodes of the search the best answer stands, with its gap; nodes and not seconds, so that the
        same branch gets the same answer on any machine.
    """

    max_overload_share: float = 0.5
    overload_price: float = 10.0
    excess_price: float = 50.0
    most_backups: int = 3
    most_grids: int = 5
    role_price: float = 200.0
    even_share: float = 1.15
    spread_weight: float = 3.0
    idle_price: float = 60.0
    change_price: float = 40.0
    cover_share: float = 0.2
    candidates: int | None = None
    nodes: int = 200
