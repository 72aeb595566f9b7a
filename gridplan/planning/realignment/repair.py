"""What a repair is: the changed plan, who moves and why, what it costs, and when."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gridplan.model.plan import Plan
from gridplan.planning.realignment.events import Event


@dataclass(frozen=True)
class Repair:
    """
    The smallest repair after an event.

    Attributes
    ----------
    event
        What happened.
    plan
        The changed plan: its units, officers, assignments and registers stand, all else waits to be completed.
    surveyed
        Whether ways, reach and work of the units still hold.
    steps
        One row a changed post: `grid_id`, `unit_id` (where one unit alone moves), `branch_id`, `role` (`primary`,
        `backup`), `officer_from`, `officer_to`, `households` that have another owner by it, `relations` broken,
        `reason`, `zh`, `en`, `quarter`, `since`.
    handover
        One row a unit with another owner: `unit_id`, `grid_id`, `households`, `officer_from`, `officer_to`, `quarter`,
        `since`, `introduce_n`, `introduce` (ids of the first fifth), `hours`.
    overload_h
        Hours a year beyond what each officer has, of those who have too few, in the branches concerned.
    unowned
        Grids that nobody can own.
    proved
        Whether it is proved that no repair moves fewer households.
    households
        Households by branch.
    allowed_share
        Share of them that may move a quarter without an approval (rule G15).
    approved
        Branches whose moves are approved already.
    """

    event: Event
    plan: Plan
    surveyed: bool
    steps: pd.DataFrame
    handover: pd.DataFrame
    overload_h: pd.Series
    unowned: tuple[str, ...]
    proved: bool
    households: pd.Series
    allowed_share: float
    approved: frozenset[str] = frozenset()

    @property
    def moved(self) -> float:
        """
        Count the households that have another owner.

        Returns
        -------
        households
            Their number.
        """
        return float(self.steps["households"].sum())

    @property
    def moved_share(self) -> float:
        """
        Hold the households that have another owner against all of the county.

        Returns
        -------
        share
            From 0 to 1.
        """
        return self.moved / (float(self.households.sum()) or 1.0)

    @property
    def relations(self) -> float:
        """
        Count the pairs of a household and an officer who served it that are broken.

        Returns
        -------
        pairs
            Their number.
        """
        return float(self.steps["relations"].sum())

    @property
    def hours(self) -> float:
        """
        Add up what handing over takes.

        Returns
        -------
        hours
            Hours of all officers together.
        """
        return float(self.handover["hours"].sum())

    @property
    def quarters(self) -> int:
        """
        Count the quarters that it takes without an approval.

        Returns
        -------
        quarters
            At least 1.
        """
        return int(self.steps["quarter"].max()) if len(self.steps) else 1

    @property
    def needs_approval(self) -> bool:
        """
        Tell whether a single quarter moves more than may be moved unasked.

        Returns
        -------
        needed
            Whether the regional manager has to approve it (rule G15).
        """
        open_steps = self.steps[~self.steps["branch_id"].isin(self.approved)]
        moved = open_steps.groupby(["branch_id", "quarter"])["households"].sum()
        allowed = moved.index.get_level_values("branch_id").map(dict(self.allowed_share * self.households))
        return bool((moved.to_numpy() > allowed.to_numpy()).any())
