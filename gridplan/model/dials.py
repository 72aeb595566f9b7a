"""The contract of `gridplan.toml`: which settings there are, what they mean, and which values they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import inf

from gridplan.model.limits import catalogue
from gridplan.model.plan import PRESETS, MarketPreset, PlanParams, Preset
from gridplan.model.words import Severity

#: Version of the settings that this program reads; a file may state it as `schema_version`.
SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Dial:
    """
    One setting.

    Attributes
    ----------
    meaning
        What it is for, in one line.
    kind
        `number`, `whole`, `text`, `yes`, `list`, `table`.
    low, high
        Limits of a number, both allowed.
    words
        Texts that it may be; none stands for any.
    """

    meaning: str
    kind: str = "number"
    low: float = -inf
    high: float = inf
    words: tuple[str, ...] = ()


_PLAN = {
    "tolerance": Dial("share by which the workload of a grid may leave the mean of its branch", low=0.0, high=1.0),
    "objective": Dial("what the partition makes small", "text"),
    "effort": Dial("CPU seconds a hundred units", low=0.0),
    "seed": Dial("seed of the random generator", "whole", low=0),
    "detour": Dial("road metres a straight metre without a road network", low=1.0),
    "weeks": Dial("working weeks a year", "whole", low=1, high=53),
    "frequency_from": Dial("whether visits are as many as capacity allows or as the table says", "text"),
    "frequency": Dial("usual visits a year by care class", "table"),
    "least_frequency": Dial("visits a year by care class that come before anything else", "table"),
    "wanted_frequency": Dial("visits a year by care class that the bank would like", "table"),
    "care_order": Dial("care classes, the most important first", "list"),
    "target_utilisation": Dial("share of hours and visits that may be planned", low=0.01, high=1.0),
    "met": Dial("share of visits at which somebody is met, by time of visit", "table"),
    "visit_times": Dial("how many visits are made at each time, as weights", "table"),
}
_PRESET = {
    "radius_m": Dial("coverage radius in metres", low=1.0, high=50_000.0),
    "drive_min": Dial("reach by road in minutes", low=1.0, high=240.0),
    "hh_hard": Dial("households a grid that must not be passed", "list"),
}
_OPEN = Dial("free", low=0.0)
_PLAN_DIALS = {
    f.name: _PLAN.get(f.name, _OPEN) for f in fields(PlanParams) if f.name not in {"presets", "market", "rules"}
}
_PRESET_DIALS = {f.name: _PRESET.get(f.name, _OPEN) for f in fields(Preset)}
_MARKET_DIALS = {f.name: _PRESET.get(f.name, _OPEN) for f in fields(MarketPreset)}


def _of_rule(value: object) -> Dial:
    return Dial("number of a rule, see docs/rules.md", "list" if isinstance(value, list) else "number", low=0.0)


_SEVERITY = Dial("how grave a breach is: E, W or I", "text", words=tuple(map(str, Severity)))
_RULES = {
    f"rules.{code}": {"severity": _SEVERITY, **{name: _of_rule(value) for name, value in limits.numbers.items()}}
    for code, limits in catalogue().items()
}
_LABELS = {
    "name": Dial("name of the county", "text"),
    "synthetic": Dial("whether the data is invented", "yes"),
    "credit": Dial("source credit on every map", "text"),
    "notes": Dial("what a reader must know of the sources", "list"),
    "schema_version": Dial("version of these settings", "whole", low=1),
}

#: Settings by table; those outside of every table stand under an empty name.
DIALS: Mapping[str, Mapping[str, Dial]] = {
    "": _LABELS,
    "project": {**_LABELS, "work_crs": Dial("metric CRS of the project, such as EPSG:4549", "text")},
    "grid": {
        "min_households": Dial("wanted households a grid at least, instead of every preset's", "whole", 1, 1_000_000),
        "max_households": Dial("wanted households a grid at most, instead of every preset's", "whole", 1, 1_000_000),
        "radius_km": Dial("coverage radius, instead of every preset's", low=0.1, high=50.0),
    },
    "score": {
        "w_distance": Dial("weight of short ways when grids are compared", low=0.0),
        "w_balance": Dial("weight of even workload when grids are compared", low=0.0),
    },
    "privacy": {
        "k": Dial("households that an aggregate needs to be shown", "whole", low=3, high=1_000),
        "k_anonymity": Dial("the same by its full name", "whole", low=3, high=1_000),
    },
    "notice": {
        "complaint_line": Dial("where customers complain; printed on the notice of every grid", "text"),
    },
    "map": {
        "basemap": Dial("MBTiles file, or folder of tiles, that lies under maps; within the workspace", "text"),
    },
    "plan": _PLAN_DIALS,
    **{f"presets.{kind}": _PRESET_DIALS for kind in PRESETS},
    "presets.market": _MARKET_DIALS,
    **_RULES,
}
#: Tables whose keys are names of tables and layers, and ids of officers and branches.
NAMED = frozenset({"datum", "phones"})
