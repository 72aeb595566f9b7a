"""How much work the households of a unit are: visits and hours a year."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.plan import PlanParams
from gridplan.model.words import CreditList, Residence, Segment, Stage

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


def unit_workload(
    units: gpd.GeoDataFrame, households: pd.DataFrame, branches: pd.DataFrame, params: PlanParams
) -> pd.DataFrame:
    """
    Count the visits of a year and the hours that they take.

    `visits = sum over care classes of households x frequency`;
    `workload_h = visits x (visit_min + admin_min + hop_min) / 60 + visits / visits_per_day x 2 x own_road_min / 60`.
    Source: the sales workload method `NS = NC x FC x LC / TA` (Talley 1961) with travel added.

    Parameters
    ----------
    units
        Units with `branch_id`, `households`, `own_road_min` and `own_straight_m`, indexed by `unit_id`.
    households
        Households with `unit_id`, `care` and `households_n`; units without rows take `DEFAULT_MIX`.
    branches
        Branches with `kind`, indexed by `branch_id`.
    params
        Dials: frequencies, minutes and presets.

    Returns
    -------
    workload
        `visits` a year and `workload_h`, hours a year; index of `units`.
    """
    visits = _visits(units, households, params)
    kinds = units["branch_id"].map(branches["kind"])
    hop_min = _of_preset(kinds, params, "hop_min")
    visit_days = visits / _of_preset(kinds, params, "visits_per_day")
    at_work_min = visits * (params.visit_min + params.admin_min + hop_min)
    on_road_min = visit_days * 2 * _minutes_out(units, kinds, params)
    return pd.DataFrame({"visits": visits, "workload_h": (at_work_min + on_road_min) / 60}, index=units.index)


def _visits(units: gpd.GeoDataFrame, households: pd.DataFrame, params: PlanParams) -> NDArray[np.float64]:
    frequency = households["care"].map(dict(params.frequency)).astype(float)
    listed = (frequency * households["households_n"]).groupby(households["unit_id"].to_numpy()).sum()
    mean = sum(share * params.frequency[care] for care, share in DEFAULT_MIX.items())
    visits: NDArray[np.float64] = (
        listed.reindex(units.index).fillna(units["households"].astype(float) * mean).to_numpy(dtype=float)
    )
    return visits


def _of_preset(kinds: pd.Series, params: PlanParams, name: str) -> NDArray[np.float64]:
    by_kind = {kind: float(getattr(preset, name)) for kind, preset in params.presets.items()}
    return np.asarray(kinds.map(by_kind), dtype=np.float64)


def _minutes_out(units: gpd.GeoDataFrame, kinds: pd.Series, params: PlanParams) -> NDArray[np.float64]:
    """Where no road leads, the straight way with the usual detour at the speed of the place."""
    road = units["own_road_min"].to_numpy(dtype=float)
    metres_a_minute = _of_preset(kinds, params, "speed_kmh") * 1_000 / 60
    straight = units["own_straight_m"].to_numpy(dtype=float) * params.detour / metres_a_minute
    return np.asarray(np.where(np.isfinite(road), road, straight), dtype=float)
