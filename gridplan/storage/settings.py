"""What a workspace says of itself in `gridplan.toml`, and the dials that its bank has turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gridplan.errors import SettingsError
from gridplan.model.plan import PRESETS, PlanParams, Preset
from gridplan.storage.gate.dials import FILE, dial_faults, read_toml
from gridplan.storage.gate.saying import RefusedError

__all__ = ["FILE", "Settings", "read_settings"]

#: Households that an aggregate needs where the bank doesn't say.
LEAST_K = 5
#: Settings of `[grid]`, and what presets call them.
_OF_GRID = {"min_households": "hh_min", "max_households": "hh_max"}


@dataclass(frozen=True)
class Settings:
    """
    The settings of one workspace.

    Attributes
    ----------
    name
        Name of the county.
    synthetic
        Whether its data is invented.
    credit
        Source credit to print on every map.
    params
        The dials of its plans.
    k
        Households that an aggregate needs to be shown.
    weights
        What counts how much when grids are compared, by name.
    complaint_line
        Where customers complain.
    phones
        Work phones that may hang on a wall, by officer or branch.
    basemap
        File or folder with tiles to lie under maps, within the workspace.
    """

    name: str
    synthetic: bool
    credit: str
    params: PlanParams
    k: int = LEAST_K
    weights: Mapping[str, float] = field(default_factory=dict)
    complaint_line: str = ""
    phones: Mapping[str, str] = field(default_factory=dict)
    basemap: str = ""


def read_settings(folder: Path) -> Settings:
    """
    Read the settings of a workspace.

    Parameters
    ----------
    folder
        The workspace.

    Returns
    -------
    settings
        Name, labels and dials; dials that the file leaves out keep their default.

    Raises
    ------
    SettingsError
        If the file is missing, isn't TOML, turns a dial that does not exist, or turns one too far.
    """
    try:
        written = read_toml(folder / FILE)
    except FileNotFoundError as error:
        raise SettingsError(f"{folder} has no {FILE}; make a workspace by `gridplan new`") from error
    except RefusedError as error:
        raise SettingsError(f"{folder / FILE} can't be read as TOML: {error}") from error
    faults = [f"{finding.column}: {finding.message.en}" for finding in dial_faults(written)]
    if faults:
        raise SettingsError(f"{FILE}: {'; '.join(faults)}")
    privacy = written.get("privacy", {})
    return Settings(
        name=str(written.get("name", written.get("project", {}).get("name", folder.name))),
        synthetic=written.get("synthetic") is True,
        credit=str(written.get("credit", "")),
        params=_params(written),
        k=int(privacy.get("k", privacy.get("k_anonymity", LEAST_K))),
        weights={str(name): float(value) for name, value in written.get("score", {}).items()},
        complaint_line=str(written.get("notice", {}).get("complaint_line", "")),
        phones={str(who): str(phone) for who, phone in written.get("phones", {}).items()},
        basemap=str(written.get("map", {}).get("basemap", "")),
    )


def _params(written: Mapping[str, Any]) -> PlanParams:
    grid, presets = written.get("grid", {}), written.get("presets", {})
    all_kinds: dict[str, Any] = {ours: grid[name] for name, ours in _OF_GRID.items() if name in grid}
    all_kinds |= {"radius_m": 1_000.0 * grid["radius_km"]} if "radius_km" in grid else {}
    turned = {kind: _turned(sizes, all_kinds | _sizes(presets.get(kind, {}))) for kind, sizes in PRESETS.items()}
    usual = PlanParams()
    market = replace(usual.market, **presets.get("market", {}))
    # a table that names some of its entries leaves the others as they are
    plan = {
        name: {**getattr(usual, name), **value} if isinstance(value, dict) else value
        for name, value in written.get("plan", {}).items()
    }
    return replace(usual, presets=turned, market=market, rules=written.get("rules", {}), **_sizes(plan))


def _turned(preset: Preset, values: Mapping[str, Any]) -> Preset:
    """Change sizes; where one bound of the households passes the other that nobody states, it takes it along."""
    turned = replace(preset, **values)
    if turned.hh_min <= turned.hh_max:
        return turned
    return replace(turned, hh_min=turned.hh_max) if "hh_max" in values else replace(turned, hh_max=turned.hh_min)


def _sizes(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
