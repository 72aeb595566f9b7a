"""The dials of a plan, each with the value that fits most banks, and the sizes that fit one kind of place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd

from gridplan.errors import SettingsError
from gridplan.model.limits import edited
from gridplan.model.words import Care


@dataclass(frozen=True)
class Preset:
    """
    Sizes that fit one kind of place; a bank edits them.

    Attributes
    ----------
    radius_m
        Coverage radius in metres.
    drive_min
        Reach by road in minutes.
    hh_min, hh_max
        Wanted households a grid.
    hh_hard
        Households a grid that must not be passed.
    visits_per_day
        Visits an officer makes on a visit day.
    speed_kmh
        Speed off the road network, and where no network is known.
    hop_min
        Minutes from one household to the next.
    """

    radius_m: float
    drive_min: float
    hh_min: int
    hh_max: int
    hh_hard: tuple[int, int]
    visits_per_day: int
    speed_kmh: float
    hop_min: float


PRESETS: Mapping[str, Preset] = {
    "rural": Preset(10_000, 30, 500, 1_000, (200, 1_500), 12, 25, 6),
    "mountain": Preset(10_000, 45, 300, 700, (120, 1_000), 5, 18, 8),
    "town": Preset(5_000, 20, 600, 1_200, (300, 2_000), 14, 18, 4),
    "urban": Preset(3_000, 15, 800, 1_500, (400, 2_500), 16, 15, 3),
}


@dataclass(frozen=True)
class MarketPreset:
    """
    Sizes that fit a market, in whatever kind of place it lies: merchants are counted there, and one walks.

    Attributes
    ----------
    radius_m
        Coverage radius in metres.
    drive_min
        Reach by road in minutes.
    merchants_min, merchants_max
        Wanted merchants a grid (rule G07).
    visits_per_day
        Visits an officer makes on a visit day.
    speed_kmh
        Speed where no road leads.
    hop_min
        Minutes from one merchant to the next.
    """

    radius_m: float = 1_500
    drive_min: float = 10
    merchants_min: int = 150
    merchants_max: int = 300
    visits_per_day: int = 18
    speed_kmh: float = 5
    hop_min: float = 2


@dataclass(frozen=True)
class PlanParams:
    """
    The dials of a plan.

    Attributes
    ----------
    presets
        Sizes by kind of branch.
    market
        Sizes of units and grids that are markets.
    tolerance
        Share by which the workload of a grid may leave the mean of its branch (rule G13).
    objective
        What the partition makes small: `moment`, `pmedian` or `diameter`.
    effort
        CPU seconds that the partition may take for a hundred units of a branch, as a guide.
    seed
        Seed of the random generator; same seed, same plan.
    detour
        Road metres a straight metre where no road network is known.
    walk_kmh
        Speed between a point and its nearest road.
    visit_min, admin_min
        Minutes at the door, and at the desk afterwards, of one visit.
    weeks
        Working weeks a year.
    frequency_from
        `capacity`: each branch visits as often as its officers at work can (`solve_frequencies`); `table`: as often
        as `frequency` says, whether they can or not.
    frequency
        Visits a year by care class that are usual (rule P05, the feasible preset).
    least_frequency, wanted_frequency
        Visits a year by care class that are given before anything else, and that the bank would like.
    care_order
        Care classes, the most important first.
    target_utilisation
        Share of the hours and of the visits of the officers at work that may be planned (rule S04, its healthy end).
    met
        Share of visits at which somebody is met, by time of visit.
    visit_times
        Share of the visits that are made at each of these times.
    max_overload_share
        How far above its hours an officer may be loaded at a price; more is still planned, and listed.
    rules
        Numbers of the rules of 三定 that the bank has turned, by rule and name; `severity` is one of them.
    min_border_m
        Shortest shared border that makes two units neighbours, in metres.
    """

    presets: Mapping[str, Preset] = field(default_factory=lambda: dict(PRESETS))
    market: MarketPreset = field(default_factory=MarketPreset)
    tolerance: float = 0.2
    objective: str = "moment"
    effort: float = 1.0
    seed: int = 0
    detour: float = 1.4
    walk_kmh: float = 5.0
    visit_min: float = 20.0
    admin_min: float = 8.0
    weeks: int = 46
    frequency_from: str = "capacity"
    frequency: Mapping[str, float] = field(default_factory=lambda: _by_care(6.0, 1.0, 0.67, 0.0))
    least_frequency: Mapping[str, float] = field(default_factory=lambda: _by_care(2.0, 0.5, 0.33, 0.0))
    wanted_frequency: Mapping[str, float] = field(default_factory=lambda: _by_care(12.0, 4.0, 4.0, 1.0))
    care_order: Sequence[str] = tuple(map(str, Care))
    target_utilisation: float = 0.90
    met: Mapping[str, float] = field(default_factory=lambda: {"day": 0.45, "evening": 0.72, "festival": 0.80})
    visit_times: Mapping[str, float] = field(default_factory=lambda: {"day": 2.0, "evening": 1.0, "festival": 0.0})
    max_overload_share: float = 0.5
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    min_border_m: float = 20.0

    def __post_init__(self) -> None:
        """Refuse dials out of range."""
        if not 0 < self.tolerance <= 1:
            raise SettingsError(f"tolerance {self.tolerance} must lie in (0, 1]")
        if self.objective not in {"moment", "pmedian", "diameter"}:
            raise SettingsError(f"objective {self.objective!r} must be moment, pmedian or diameter")
        if self.effort <= 0 or self.detour < 1:
            raise SettingsError("effort must be above 0 and detour at least 1")
        self._check_visits()
        edited(self.rules)

    def _check_visits(self) -> None:
        if self.frequency_from not in {"capacity", "table"}:
            raise SettingsError(f"frequency_from {self.frequency_from!r} must be capacity or table")
        for name in ("frequency", "least_frequency", "wanted_frequency"):
            if set(getattr(self, name)) != set(map(str, Care)) or min(getattr(self, name).values()) < 0:
                raise SettingsError(f"{name} must give each of {', '.join(Care)} a number of visits a year")
        if sorted(self.care_order) != sorted(map(str, Care)):
            raise SettingsError(f"care_order must name each of {', '.join(Care)} once")
        if not 0 < self.target_utilisation <= 1:
            raise SettingsError(f"target_utilisation {self.target_utilisation} must lie in (0, 1]")
        if not set(self.visit_times) <= set(self.met) or sum(self.visit_times.values()) <= 0:
            raise SettingsError("visit_times must give shares of times that met knows")

    @property
    def met_rate(self) -> float:
        """
        Say at what share of the visits somebody is met.

        Returns
        -------
        met_rate
            The mean of `met` over `visit_times`.
        """
        times = self.visit_times
        return sum(share * self.met[time] for time, share in times.items()) / sum(times.values())


def _by_care(*visits: float) -> dict[str, float]:
    return dict(zip(map(str, Care), visits, strict=True))


def with_presets(branches: gpd.GeoDataFrame, presets: Mapping[str, Preset]) -> gpd.GeoDataFrame:
    """
    Fill radius and minutes of branches that state none from the preset of their kind.

    Parameters
    ----------
    branches
        Branch points, indexed by `branch_id`, with `kind`.
    presets
        Sizes by kind.

    Returns
    -------
    branches
        The same rows with `coverage_radius_m` and `drive_min` complete.
    """
    filled = branches.copy()
    for column, attribute in (("coverage_radius_m", "radius_m"), ("drive_min", "drive_min")):
        preset = filled["kind"].map(lambda kind, name=attribute: getattr(presets[str(kind)], name))
        given = filled[column] if column in filled else pd.Series(float("nan"), index=filled.index)
        filled[column] = given.astype(float).fillna(preset.astype(float))
    return filled
