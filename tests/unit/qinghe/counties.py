"""The county once for all tests, and a coarse small one that is quick to make again."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from typing import Any

import pandas as pd
import shapely

from gridplan.model.inputs import Inputs
from gridplan.model.tables import CONTRACTS
from gridplan.qinghe import county
from gridplan.qinghe.parameters import demo_numbers

METRIC = 4550


@cache
def qinghe() -> Inputs:
    return county()


@cache
def qinghe_in_metres() -> Inputs:
    return in_metres(qinghe())


def in_metres(inputs: Inputs) -> Inputs:
    return inputs.map_spatial(lambda table: table.to_crs(METRIC))


def few_numbers() -> dict[str, Any]:
    numbers = demo_numbers()
    numbers["county"] |= {"towns": 7, "villages": 50, "communities": 9, "seat_communities": 6, "area_km2": 900}
    numbers["terrain"] |= {"spacing_m": 330}
    numbers["merchants"] |= {"n": 500}
    numbers["bank"]["branches"] = {"urban": 4, "town": 2, "rural": 3, "mountain": 1}
    return numbers


@cache
def small_county(seed: int) -> Inputs:
    return county(seed, few_numbers())


def fingerprint(inputs: Inputs) -> str:
    """One number for every value of every table and layer."""
    digest = hashlib.sha256()
    tables = [getattr(inputs, name) for name in CONTRACTS]
    tables += [getattr(inputs.layers, field.name) for field in fields(inputs.layers)]
    for table in tables:
        plain = pd.DataFrame(table.drop(columns="geometry", errors="ignore"))
        digest.update(pd.util.hash_pandas_object(plain).to_numpy().tobytes())
        if "geometry" in table:
            digest.update(b"".join(shapely.to_wkb(table.geometry.to_numpy())))
    return digest.hexdigest()
