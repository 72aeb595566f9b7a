"""What a stored plan says of itself, and how its tables are named beside that."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from gridplan.errors import StorageError
from gridplan.model.findings import count_findings
from gridplan.model.plan import Layers, MarketPreset, Plan, PlanMeta, PlanParams, Preset
from gridplan.model.registers import Registers

#: Raised when older plans can't be read as they are.
EDITION = 1
_LAYER, _REGISTER = "layer-", "register-"
_NO_TABLES = {"meta", "params", "layers", "registers", "references", "basemap"}
_TABLES = [field.name for field in fields(Plan) if field.name not in _NO_TABLES]


def plan_tables(plan: Plan) -> dict[str, pd.DataFrame]:
    """
    Take the tables and the known layers of a plan.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    tables
        By name; layers bear `layer-` before theirs, registers that were kept `register-`.
    """
    layers = {f"{_LAYER}{field.name}": getattr(plan.layers, field.name) for field in fields(Layers)}
    known = {name: layer for name, layer in layers.items() if layer is not None}
    kept = {f"{_REGISTER}{name}": table for name, table in plan.registers.tables().items() if len(table)}
    return {name: getattr(plan, name) for name in _TABLES} | known | kept


def plan_header(plan: Plan) -> dict[str, Any]:
    """
    Write what a plan says of itself.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    header
        Edition, meta, dials and counts, ready for JSON.
    """
    return {
        "edition": EDITION,
        "synthetic": plan.meta.synthetic,
        "meta": asdict(plan.meta),
        "params": asdict(plan.params),
        "grids_n": len(plan.grids),
        "findings": count_findings(plan.findings),
    }


def check_edition(plan_id: str, header: dict[str, Any]) -> None:
    """
    Refuse a plan that another edition wrote.

    Parameters
    ----------
    plan_id
        The version.
    header
        What it says of itself.

    Raises
    ------
    StorageError
        If this edition can't read it.
    """
    if header["edition"] != EDITION:
        told = "plan {plan} was written by another edition ({edition}); plan again"
        raise StorageError(told, plan=plan_id, edition=header["edition"])


def plan_of(header: dict[str, Any], tables: dict[str, pd.DataFrame]) -> Plan:
    """
    Put a plan together.

    Parameters
    ----------
    header
        As `plan_header` wrote it.
    tables
        As `plan_tables` named them.

    Returns
    -------
    plan
        The plan.
    """
    meta = header["meta"] | {"notes": tuple(header["meta"]["notes"])}
    plain: dict[str, Any] = {name: table for name, table in tables.items() if not name.startswith((_LAYER, _REGISTER))}
    return Plan(
        meta=PlanMeta(**meta),
        params=_params(header["params"]),
        layers=Layers(**_named(tables, _LAYER)),
        registers=Registers(**_named(tables, _REGISTER)),
        **plain,
    )


def _named(tables: dict[str, pd.DataFrame], start: str) -> dict[str, Any]:
    return {name.removeprefix(start): table for name, table in tables.items() if name.startswith(start)}


def _params(written: dict[str, Any]) -> PlanParams:
    own: dict[str, Any] = {"presets": {kind: _preset(sizes) for kind, sizes in written["presets"].items()}}
    if "market" in written:
        own |= {"market": MarketPreset(**written["market"]), "care_order": tuple(written["care_order"])}
    else:
        # a plan from before there was anything else
        own |= {"frequency_from": "table"}
    return PlanParams(**(written | own))


def _preset(sizes: dict[str, Any]) -> Preset:
    pairs: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in sizes.items()}
    return Preset(**pairs)
