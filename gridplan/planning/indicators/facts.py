"""What indicators count: units, doors, grids and officers of a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.eligibility import is_eligible, is_resident
from gridplan.model.params import PlanParams

#: Columns of the units that name their place on each level.
LEVELS = {"town": "town", "branch": "branch_id", "grid": "grid_id"}
#: Figures of the reach that a door carries.
REACH = ["reached_radius", "reached_road"]


@dataclass(frozen=True)
class Facts:
    """
    The tables of a plan that indicators are counted from.

    Attributes
    ----------
    units
        Units with `town`, `branch_id`, `grid_id`, `households`, reach and areas, indexed by `unit_id`.
    households
        Households with `unit_id`, marks, stages, holdings, reach and `households_n`.
    grids
        Base grids with `branch_id`, `workload_h`, `primary_officer_id`, indexed by `grid_id`.
    officers
        Officers with `branch_id`, `workload_h`, `available_h`.
    branches
        Branches, indexed by `branch_id`.
    county
        Name of the county.
    met_rate
        Share of visits at which somebody is met.
    """

    units: gpd.GeoDataFrame
    households: pd.DataFrame
    grids: pd.DataFrame
    officers: pd.DataFrame
    branches: pd.DataFrame
    county: str
    met_rate: float = field(default_factory=lambda: PlanParams().met_rate)

    @cached_property
    def doors(self) -> pd.DataFrame:
        """
        List the households, and for a unit that lists none its number of households at its middle.

        Returns
        -------
        doors
            Columns `unit`, the place of the unit in the table, `weight` (households), reach and the masks
            `resident` and `eligible`, which unlisted households don't have.
        """
        at = self.units.index.get_indexer(pd.Index(self.households["unit_id"]))
        listed = self.households[REACH].assign(
            unit=at,
            weight=self.households["households_n"],
            resident=is_resident(self.households),
            eligible=is_eligible(self.households),
        )
        bare = ~np.isin(np.arange(len(self.units)), at)
        counted = self.units.loc[bare, REACH].assign(
            unit=np.flatnonzero(bare), weight=self.units.loc[bare, "households"], resident=False, eligible=False
        )
        doors: pd.DataFrame = pd.concat([listed, counted])
        return doors

    @cached_property
    def places(self) -> dict[str, tuple[list[str], NDArray[np.intp]]]:
        """
        Tell on every level which places there are and in which of them each unit lies.

        Returns
        -------
        places
            Ids, and the place of each unit in them (-1 for none), by level.
        """
        every = np.arange(len(self.units))
        levels = {level: pd.factorize(self.units[column], sort=True) for level, column in LEVELS.items()}
        named = {level: _without_blank(list(ids), place) for level, (place, ids) in levels.items()}
        return {"county": ([self.county], every * 0), **named, "unit": (list(self.units.index), every)}

    @property
    def listed(self) -> pd.DataFrame:
        """
        Leave out of the doors those that no household table lists.

        Returns
        -------
        doors
            One row a household, in the order of the households.
        """
        doors: pd.DataFrame = self.doors.iloc[: len(self.households)]
        return doors

    def by_unit(self, weight: pd.Series | NDArray[np.float64], unit: pd.Series) -> pd.Series:
        """
        Sum weights by unit.

        Parameters
        ----------
        weight
            One figure a door.
        unit
            Place of the unit in the table; -1 counts nowhere.

        Returns
        -------
        sums
            Index of the units.
        """
        inside = unit.to_numpy() >= 0
        sums = np.bincount(unit[inside], np.asarray(weight, dtype=float)[inside], minlength=len(self.units))
        return pd.Series(sums, index=self.units.index)


def _without_blank(ids: list[str], place: NDArray[np.intp]) -> tuple[list[str], NDArray[np.intp]]:
    """Take out the units of no place, which sorts first."""
    return (ids[1:], place - 1) if ids and not ids[0] else (ids, place)
