"""How much work the households of a unit are: visits and hours a year."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.plan import PlanParams
from gridplan.model.words import CreditList, Residence, Segment, Stage, UnitType

Floats = NDArray[np.float64]
#: Care classes of a unit that lists no households: the mix of a county one year into whole-village credit.
DEFAULT_MIX = {"priority": 0.05, "periodic": 0.30, "develop": 0.35, "watch": 0.30}


def care_class(households: pd.DataFrame) -> pd.Series:
    """
    Say how often a household wants to be visited.

    Later lines win: every household is to be *developed*; one filed or granted a line is visited *periodically*;
    one away or on the watch list is only *watched*, by telephone; one that has drawn has *priority*; and one
    excluded, or registered only, is watched whatever else holds, for nobody is there or nothing is on offer.

    Parameters
    ----------
    households
        Contract `HOUSEHOLDS`, with the stages of the funnel where they are known.

    Returns
    -------
    care
        `priority`, `periodic`, `develop` or `watch`; same index.
    """
    lists, residence = households["list"], households["residence"]
    nobody = (residence == Residence.REGISTERED_ONLY) | (households["segment"] == Segment.REGISTERED_ONLY)
    care = pd.Series("develop", index=households.index, name="care")
    care[_reached(households, Stage.FILED) | _reached(households, Stage.GRANTED)] = "periodic"
    care[(residence == Residence.AWAY) | (lists == CreditList.WATCH)] = "watch"
    care[_reached(households, Stage.DRAWN)] = "priority"
    care[(lists == CreditList.EXCLUDED) | nobody] = "watch"
    return care


def _reached(households: pd.DataFrame, stage: Stage) -> pd.Series:
    """Without a funnel table nobody is known to have reached a stage."""
    known: pd.Series = households.get(str(stage), pd.Series(data=False, index=households.index))
    return known.astype(bool)


def class_counts(units: pd.DataFrame, households: pd.DataFrame) -> pd.DataFrame:
    """
    Count the households of every unit by care class.

    Parameters
    ----------
    units
        Units with `households`, indexed by `unit_id`.
    households
        Households with `unit_id`, `care` and `households_n`; units without rows take `DEFAULT_MIX`.

    Returns
    -------
    counts
        Index of `units`, one column a care class.
    """
    share = np.array(list(DEFAULT_MIX.values()))
    mix = pd.DataFrame(np.outer(units["households"].astype(float), share), units.index, list(DEFAULT_MIX))
    place = units.index.get_indexer(pd.Index(households["unit_id"]))
    care = mix.columns.get_indexer(pd.Index(households["care"]))
    inside = place >= 0
    listed = np.zeros(mix.shape)
    np.add.at(listed, (place[inside], care[inside]), households["households_n"].to_numpy(dtype=float)[inside])
    known = np.isin(np.arange(len(units)), place)
    mix[known] = listed[known]
    return mix


def class_needs(
    units: gpd.GeoDataFrame, counts: pd.DataFrame, branches: pd.DataFrame, params: PlanParams
) -> pd.DataFrame:
    """
    Tell what one visit a year to every household of a care class takes of a branch; needs are linear in frequencies.

    Parameters
    ----------
    units
        Units as in `unit_workload`.
    counts
        Households by unit and care class.
    branches
        Branches with `kind`, indexed by `branch_id`.
    params
        Dials: minutes and presets.

    Returns
    -------
    needs
        Index `branch_id` and `care`; `households`, `visits` of the quota of the branch (of which a market takes less
        than one each, for more are made there in a day), `at_work_h` and `on_road_h`, hours.
    """
    dials = _Dials.of(units, branches, params)
    usual = units["branch_id"].map(branches["kind"]).map(_by_kind(params, "visits_per_day")).to_numpy(dtype=float)
    one = {
        "households": np.ones(len(units)),
        "visits": usual / dials.visits_per_day,
        "at_work_h": dials.at_work_min / 60,
        "on_road_h": dials.on_road_min / 60,
    }
    branch = units["branch_id"].to_numpy()
    sums = [counts.mul(each, axis=0).groupby(branch).sum() for each in one.values()]
    pairs = pd.MultiIndex.from_product([sums[0].index, counts.columns], names=["branch_id", "care"])
    return pd.DataFrame({name: table.to_numpy().ravel() for name, table in zip(one, sums, strict=True)}, pairs)


def unit_workload(
    units: gpd.GeoDataFrame,
    counts: pd.DataFrame,
    branches: pd.DataFrame,
    params: PlanParams,
    frequency: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Count the visits of a year and the hours that they take.

    `visits = sum over care classes of households x frequency`;
    `workload_h = visits x (visit_min + admin_min + hop_min) / 60 + visits / visits_per_day x 2 x own_road_min / 60`.
    Source: the sales workload method `NS = NC x FC x LC / TA` (Talley 1961) with travel added.

    Parameters
    ----------
    units
        Units with `branch_id`, `type`, `own_road_min` and `own_straight_m`, indexed by `unit_id`; a market has minutes
        and visits a day of its own.
    counts
        Households by unit and care class.
    branches
        Branches with `kind`, indexed by `branch_id`.
    params
        Dials: frequencies, minutes and presets.
    frequency
        Visits a year by branch and care class; by default those of the dials.

    Returns
    -------
    workload
        `visits` a year and `workload_h`, hours a year; index of `units`.
    """
    dials = _Dials.of(units, branches, params)
    table = pd.DataFrame([dict(params.frequency)] * len(branches), branches.index) if frequency is None else frequency
    often = table.reindex(units["branch_id"])[list(counts.columns)].to_numpy(dtype=float)
    visits = (counts.to_numpy(dtype=float) * often).sum(axis=1)
    hours = visits * (dials.at_work_min + dials.on_road_min) / 60
    return pd.DataFrame({"visits": visits, "workload_h": hours}, index=units.index)


@dataclass(frozen=True)
class _Dials:
    """What holds for each unit: the dials of its branch's kind, or those of markets."""

    visits_per_day: Floats
    at_work_min: Floats
    on_road_min: Floats

    @classmethod
    def of(cls, units: gpd.GeoDataFrame, branches: pd.DataFrame, params: PlanParams) -> _Dials:
        kinds, market = units["branch_id"].map(branches["kind"]), (units["type"] == UnitType.MARKET).to_numpy()
        a_day, hop, speed = (
            np.where(market, getattr(params.market, name), kinds.map(_by_kind(params, name)).to_numpy(dtype=float))
            for name in ("visits_per_day", "hop_min", "speed_kmh")
        )
        out = _minutes_out(units, speed, params)
        return cls(a_day, params.visit_min + params.admin_min + hop, 2 * out / a_day)


def _by_kind(params: PlanParams, name: str) -> dict[str, float]:
    return {kind: float(getattr(preset, name)) for kind, preset in params.presets.items()}


def _minutes_out(units: gpd.GeoDataFrame, speed_kmh: Floats, params: PlanParams) -> Floats:
    """Where no road leads, the straight way with the usual detour at the speed of the place."""
    road = units["own_road_min"].to_numpy(dtype=float)
    straight = units["own_straight_m"].to_numpy(dtype=float) * params.detour / (speed_kmh * 1_000 / 60)
    return np.asarray(np.where(np.isfinite(road), road, straight), dtype=float)
