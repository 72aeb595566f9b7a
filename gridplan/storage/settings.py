"""What a workspace says of itself in `gridplan.toml`, and the dials that its bank has turned."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from gridplan.errors import SettingsError
from gridplan.model.plan import PRESETS, PlanParams, Preset

FILE = "gridplan.toml"


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
    """

    name: str
    synthetic: bool
    credit: str
    params: PlanParams


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
        If the file is missing, isn't TOML, or turns a dial that does not exist.
    """
    try:
        written = tomllib.loads((folder / FILE).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"{folder} has no {FILE}; make a workspace by `gridplan new`") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{folder / FILE} can't be read as TOML: {error}") from error
    return Settings(
        name=str(written.get("name", folder.name)),
        synthetic=written.get("synthetic") is True,
        credit=str(written.get("credit", "")),
        params=_params(written.get("plan", {}), written.get("presets", {})),
    )


def _params(dials: Mapping[str, Any], presets: Mapping[str, Mapping[str, Any]]) -> PlanParams:
    known = {field.name for field in fields(PlanParams)} - {"presets"}
    _refuse_unknown("plan", dials, known)
    _refuse_unknown("presets", presets, set(PRESETS))
    turned = {kind: _preset(kind, values) for kind, values in presets.items()}
    return replace(PlanParams(), presets={**PRESETS, **turned}, **dials)


def _preset(kind: str, values: Mapping[str, Any]) -> Preset:
    _refuse_unknown(f"presets.{kind}", values, {field.name for field in fields(Preset)})
    pairs: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return replace(PRESETS[kind], **pairs)


def _refuse_unknown(table: str, written: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(written) - known)
    if unknown:
        names, choice = ", ".join(unknown), ", ".join(sorted(known))
        raise SettingsError(f"{FILE} [{table}] has no dial {names}; it knows {choice}")
