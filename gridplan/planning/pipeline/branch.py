"""Cut the area of one branch into base grids, and say how good that is."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from gridplan.model.plan import PlanParams
from gridplan.model.worth import Worth
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs
from gridplan.planning.zoning.grid_number import grids_wanted
from gridplan.planning.zoning.outline import name_grids
from gridplan.planning.zoning.partition import partition
from gridplan.planning.zoning.worth.judge import Judge

#: Metres in a kilometre.
KM = 1_000.0


class BranchTask(NamedTuple):
    """
    What is known of a branch before its grids are cut.

    Attributes
    ----------
    branch_id
        The branch.
    kind
        Its kind, which has the wanted sizes.
    units
        Its units.
    pairs
        Neighbours among them.
    officer_hours
        Hours that an officer has in the mean; None without officers.
    params
        Dials.
    """

    branch_id: str
    kind: str
    units: gpd.GeoDataFrame
    pairs: pd.DataFrame
    officer_hours: float | None
    params: PlanParams

    @property
    def effort(self) -> float:
        """
        Say what a search may take.

        Returns
        -------
        effort
            CPU seconds, as a guide.
        """
        return self.params.effort * len(self.units) / 100


class BranchCut(NamedTuple):
    """The grid of each unit, and how good the grids are: hours x km² of a moment, else km."""

    grid_id: pd.Series
    worth: Worth


def cut_branch(task: BranchTask) -> BranchCut:
    """
    Cut the area of a branch.

    Parameters
    ----------
    task
        The branch.

    Returns
    -------
    cut
        Its grids.
    """
    units, params, judge = task.units, task.params, Judge()
    number = grids_wanted(
        units["households"],
        units["workload_h"],
        params.presets[task.kind],
        officer_hours=task.officer_hours,
        components=connected_parts(len(units), uncut_pairs(task.pairs, units.index)),
        tolerance=params.tolerance,
    )
    labels = partition(
        units,
        number,
        weights=units["workload_h"],
        adjacency=task.pairs,
        tolerance=params.tolerance,
        objective=params.objective,
        seed=params.seed,
        effort=task.effort,
        search=judge,
    )
    hours = float(units["workload_h"].sum()) / number or 1.0
    unit = hours / KM**2 if params.objective == "moment" else 1 / KM
    return BranchCut(name_grids(labels, units, task.branch_id), judge.worth(unit))
