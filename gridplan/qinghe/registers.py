"""What the demo bank writes down beside its tables: key people, office staff, ties, tenures, stations, leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.registers import REGISTERS, Registers
from gridplan.model.words import KeyRole, Post, Relation
from gridplan.qinghe.parameters import Numbers

#: Key people a unit and their shares; a grid is one to three units.
KEY_PEOPLE, KEY_SHARES = (1, 2, 3), (0.35, 0.45, 0.20)
#: Visit days: Tuesday, Thursday, Saturday.
WEEKDAYS = (2, 4, 6)
#: One officer in so many has no station yet; one in so many units is served for longer than three years.
UNSTATIONED, LONG_SERVED = 12, 15
#: One branch in so many has nobody for marketing yet; one reviewer in so many has kin around.
UNASSISTED, TIED_REVIEWERS = 8, 6
OFFICE = (Post.BRANCH_HEAD, Post.RISK_REVIEWER, Post.MARKETING_ASSISTANT, Post.MAINTENANCE_ASSISTANT)


def registers(
    branches: gpd.GeoDataFrame, units: gpd.GeoDataFrame, officers: pd.DataFrame, numbers: Numbers, seed: int
) -> Registers:
    """
    Write the registers of the demo county; the people in them have numbers for names.

    Parameters
    ----------
    branches, units, officers
        Its tables, in one metric CRS.
    numbers
        Numbers of the demo county.
    seed
        Seed of the random generator; the same seed writes the same registers.

    Returns
    -------
    registers
        All but feedback and declarations, which a bank begins with the first plan.
    """
    rng, today = np.random.default_rng([seed, 5]), pd.Timestamp(numbers["bank"]["registers_day"])
    home = _home_branch(branches, units)
    people = _table("key_people", _key_people(units.index, today, rng))
    staff = [(f"{b}-{post}", b, str(post), town if post is Post.BRANCH_HEAD else "")
             for n, (b, town) in enumerate(branches["town"].items(), 1)
             for post in OFFICE if n % UNASSISTED or post is not Post.MARKETING_ASSISTANT]  # fmt: skip
    near = {branch: list(units.index[home == branch]) for branch in branches.index}
    ties, stations = _ties(officers["branch_id"], near, rng)
    ties += [(f"{branch}-{Post.RISK_REVIEWER}", str(units[0]), str(Relation.KIN))
             for n, (branch, units) in enumerate(near.items(), 1) if n % TIED_REVIEWERS == 0 and units]  # fmt: skip
    first = officers.groupby("branch_id").head(1).index[:2]
    leaves = [(officer, _day(today, 20 + 30 * k), _day(today, 33 + 30 * k)) for k, officer in enumerate(first)]
    return Registers(
        key_people=people,
        office_staff=_table("office_staff", staff),
        relations=_table("relations", ties),
        leaves=_table("leaves", leaves),
        tenures=_table("tenures", _tenures(officers["branch_id"], near, today, rng)),
        stations=_table("stations", stations),
    )


def _home_branch(branches: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> pd.Series:
    middle = gpd.GeoSeries(units.representative_point(), crs=units.crs)
    at = branches.sindex.nearest(middle, return_all=False)[1]
    return pd.Series(branches.index.to_numpy()[at], index=units.index)


def _key_people(units: Iterable[str], today: pd.Timestamp, rng: np.random.Generator) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for unit in units:
        for role in KeyRole:
            for k in range(int(rng.choice(KEY_PEOPLE, p=KEY_SHARES))):
                begun = int(rng.integers(30, 600))
                term = (_day(today, -begun), _day(today, 730 - begun))
                rows.append((f"{unit}-{role.value[0].upper()}{k + 1}", unit, str(role), *term))
    return rows


def _ties(
    branch_of: pd.Series, near: dict[str, list[str]], rng: np.random.Generator
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, int, float]]]:
    """Every officer is a native of one unit around, some have kin in another, and most stand in one every week."""
    ties, stations = [], []
    for number, (officer, branch) in enumerate(branch_of.items()):
        places = rng.choice(near[branch], size=3)
        ties.append((str(officer), str(places[0]), str(Relation.NATIVE_OF_UNIT)))
        if number % 3 == 0 and places[1] != places[0]:
            ties.append((str(officer), str(places[1]), str(Relation.KIN)))
        if number % UNSTATIONED:
            stations.append((str(officer), str(places[2]), WEEKDAYS[number % len(WEEKDAYS)], 2.0))
    return ties, stations


def _tenures(
    branch_of: pd.Series, near: dict[str, list[str]], today: pd.Timestamp, rng: np.random.Generator
) -> list[tuple[str, str, str]]:
    rows = []
    for branch, officers in branch_of.groupby(branch_of).groups.items():
        for number, unit in enumerate(near[str(branch)]):
            days = 1_300 if number % LONG_SERVED == LONG_SERVED - 1 else int(rng.integers(60, 900))
            rows.append((str(officers[number % len(officers)]), unit, _day(today, -days)))
    return rows


def _day(today: pd.Timestamp, days: int) -> str:
    return str((today + pd.Timedelta(days=days)).date())


def _table(name: str, rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(REGISTERS[name].columns))
